-- Since when a series has been watched: before that, nothing can be missing from it. Null for those older than this column.
alter table series add column first_at timestamptz;

-- A period that is over and its grace passed, but that no read after that confirmed: the value last seen, at seen_at.
-- Never together with closed.
alter table period_value add column unconfirmed boolean not null default false;
