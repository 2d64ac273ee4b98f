-- "if not exists": H2 commits each statement, so a first start that was killed half way starts over.
create table if not exists revocation (
  kind          varchar(16)  not null,
  issuer        varchar(256) not null,
  name          varchar(256) not null,
  issued_before bigint       not null,
  ends_at       bigint       not null,
  why           varchar(200) not null,
  state         varchar(8)   not null,
  written_at    bigint       not null,
  revision      bigint       not null,
  primary key (kind, issuer, name)
);

create index if not exists revocation_by_revision on revocation (revision);

create index if not exists revocation_by_end on revocation (ends_at);

create table if not exists revocation_revision (at bigint not null);

insert into revocation_revision (at) select 0 where not exists (select * from revocation_revision);
