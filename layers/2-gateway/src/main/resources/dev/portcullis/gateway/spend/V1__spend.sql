-- "if not exists": H2 commits each statement, so a first start that was killed half way starts over.
-- Units handed out of each account and not come back: never more than the account's limit.
create table if not exists spend_account (
  holder       varchar(320) not null,
  tier         varchar(128) not null,
  models       varchar(128) not null,
  period_hours bigint       not null,
  repetition   bigint       not null,
  ends_at      bigint       not null,
  requests     bigint       not null,
  tokens_in    bigint       not null,
  tokens_out   bigint       not null,
  bytes        bigint       not null,
  compute_ms   bigint       not null,
  primary key (holder, tier, models, period_hours, repetition)
);

create index if not exists spend_account_ends_at on spend_account (ends_at);

-- What came back, so that nothing comes back twice.
create table if not exists spend_return (
  id varchar(64) primary key,
  at bigint      not null
);
