-- Why what was heard was given up; empty where that is not known.
alter table heard add column failure text not null default '';
