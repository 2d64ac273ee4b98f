-- Tells fleets apart that share a Redis.
create table if not exists revocation_fleet (
  one int         primary key,
  id  varchar(36) not null
);
