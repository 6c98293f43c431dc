-- What is tried after what when a person does not answer.

select 1;
