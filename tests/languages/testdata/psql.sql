create table people (id serial primary key, name text not null unique, age int check (age > 0), born date default now());
create table pets (id int generated always as identity primary key, owner int references people(id), name varchar(20));
create index pets_name on pets (name);
insert into people (name, age, born) values ('Ada', 36, '2020-01-01'), ('Bob
two lines', 7, null), ('日本', 12, '2020-02-02');
create view adults as select * from people where age > 17;
select * from people;
select id, name from people where false;
select 1/0;
selec 1;
select * from nope where x =
  3;
insert into people (name) values ('Ada');
\d
\d people
\d pets
\d adults
\d people_id_seq
\d pets_name
\x
select * from people;
\x
\t
select count(*) from people;
\t
\a
select * from people;
\a
\pset null NULL
select null as x, 2::numeric as "Wide Name", true;
copy people (name, age) from stdin;
Eve	5
Mal	6
\.
copy people (name, age) to stdout;
do $$ begin raise notice 'hello'; raise exception 'oops' using hint = 'do not'; end $$;
begin;
select 'x;y' as "a;b" -- comment ;
;
rollback;
\echo hi there
\nope
\set foo 42
select :foo as v, :'foo' as s;
update people set age = 40 where name = 'Ada' returning id, age;
create function f(a int) returns int language sql as $$ select a + 1; $$;
\df
\dn
select f(1); select 'two';
\d nothing
\pset border 2
select 1 as a, 'x' as b, null as c;
\pset border 0
select 1 as a, 'x' as bcd;
\pset border 1
\x
select 1 as a, null as bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb;
select 1 where false;
\x
\pset format csv
select 1 a, 'x,y' b, 'say "hi"' c;
\pset format aligned
select repeat('a', 50), nope, repeat('b', 80), repeat('c', 80);
select 'E' || E'it\'s', $tag$a;b$tag$, "nope" from (select 1) t; /* a /* nested */ comment; */
select 1
  as one \gx
\p
create type mood as enum ('sad', 'ok');
select 'glad'::mood;
insert into pets (owner) values (99);
select array[1,2], '{"a": 1}'::jsonb, now() - now(), 1.50::numeric, 'x'::char(3);
