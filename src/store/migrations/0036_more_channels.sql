-- Messages also go by certified mail (PEC) and by letter; each has gateways of its own.

alter table gateway drop constraint gateway_channel_check;
alter table gateway add constraint gateway_channel_check check (channel in ('sms', 'email', 'pec', 'letter'));
-- Every row there is holds it already: nothing is read again.
alter table message drop constraint message_channel_check;
alter table message add constraint message_channel_check check (channel in ('sms', 'email', 'pec', 'letter')) not valid;
