-- Whether the end of a session cannot be shown until people change something at its place: the schedule behind it is told at once.
alter table session add column lost boolean not null default false;
