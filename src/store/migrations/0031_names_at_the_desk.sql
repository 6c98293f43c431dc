-- Who follows a person is written on the Pact by name: the name of the user at the desk, and nothing else of them.
create function name_of_login(the_login text) returns text language sql stable security definer set search_path = convoca as $$
  select u.name from app_user u where u.login = the_login and u.stopped_at is null
$$;
grant create on schema convoca to convoca_figures;
alter function name_of_login(text) owner to convoca_figures;
revoke create on schema convoca from convoca_figures;
revoke all on function name_of_login(text) from public;
grant execute on function name_of_login(text) to convoca_app, convoca_worker;
