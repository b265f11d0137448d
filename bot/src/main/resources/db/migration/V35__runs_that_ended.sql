-- The latest run of a workflow that has ended, of however many there are.
create index automation_run_ended on automation_run (automation, ended_at desc) where state = 'ENDED';
