// The one place that names nodemailer's SMTP session class, whose module has only a default export.

import Connection from "nodemailer/lib/smtp-connection";

export const SMTPConnection = Connection;
export type SMTPConnection = InstanceType<typeof Connection>;
