-- "if not exists": H2 commits each statement, so a first start that was killed half way starts over.
create table if not exists api_key (
  kid         varchar(8)    primary key,
  environment varchar(8)    not null,
  subject     varchar(128)  not null,
  tier        varchar(128)  not null,
  models      varchar(8320) not null,
  scopes      varchar(8320) not null,
  pepper      int           not null,
  digest      varchar(64)   not null,
  not_before  bigint        not null,
  expires_at  bigint        not null,
  state       varchar(8)    not null,
  revision    bigint        not null
);

create index if not exists api_key_revision on api_key (revision);

create table if not exists key_use (
  kid varchar(8) primary key,
  at  bigint     not null
);

create table if not exists key_revision (at bigint not null);

insert into key_revision (at) select 0 where not exists (select * from key_revision);
