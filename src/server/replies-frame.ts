// The frame of the pages on which a person answers: plain HTML for the cheapest telephone, no script, a style of its own.

import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { REPLY_LANGUAGES, REPLY_TEXTS } from "../domain/replies/texts.ts";
import type { ReplyLanguage } from "../domain/replies/texts.ts";

const STYLE = [
  "*{box-sizing:border-box}",
  "body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#17324d;background:#fff}",
  "header{background:#06c;color:#fff;padding:.75rem 1rem;font-weight:600}",
  "main,footer{max-width:38rem;margin:0 auto;padding:1rem}",
  "h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0 1rem}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}",
  "a{color:#0059b3}a:focus,button:focus,input:focus,textarea:focus{outline:3px solid #ff9900;outline-offset:2px}",
  "dl{margin:0;border-top:1px solid #c5c7c9}dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid #c5c7c9}",
  "dt{flex:0 0 9rem;font-weight:600}dd{margin:0;flex:1 1 12rem}",
  "label,legend{font-weight:600}legend{padding:0}fieldset{border:0;margin:0 0 1rem;padding:0;min-width:0}.h{color:#435a70;font-weight:400;margin:0;font-size:1rem}",
  "input[type=text],textarea{display:block;width:100%;font:inherit;padding:.5rem;border:1px solid #5c6f82;border-radius:4px;margin:.25rem 0 1rem;color:inherit;background:#fff}",
  "input[type=file]{display:block;max-width:100%;font:inherit;margin:.25rem 0 1rem}",
  ".d{display:flex;gap:.75rem}.d label{flex:1;font-weight:400}.d label:last-child{flex:1.6}",
  ".r{display:flex;gap:.75rem;align-items:center;font-weight:400;padding:.5rem 0;min-height:2.75rem}.r input{width:1.5rem;height:1.5rem;flex:none;margin:0}",
  ".b{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;padding:.75rem 1rem;min-height:3rem;border:2px solid #06c;border-radius:4px;background:#06c;color:#fff;margin:1rem 0;cursor:pointer}",
  ".b.s{background:#fff;color:#0059b3}",
  ".o,.e{padding:.75rem 1rem;border-inline-start:6px solid #008758;background:#eef7f2;margin:0 0 1rem}.e{border-color:#cc334d;background:#fbeff1}",
  "ul{list-style:none;margin:0;padding:0}li a{display:block;padding:.75rem 0;border-bottom:1px solid #c5c7c9;min-height:3rem}",
  "footer{border-top:1px solid #c5c7c9;font-size:1rem}.l{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.5rem 0}.l a,.l button{padding:.4rem 0;min-height:2.25rem}",
  ".l button{font:inherit;color:#0059b3;background:none;border:0;text-decoration:underline;cursor:pointer}",
].join("");

const CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function esc(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign]!);
}

export interface Frame {
  readonly language: ReplyLanguage;
  /** Path of the page, without its query: where another language of it is found. */
  readonly path: string;
  /** A visit is open: choosing a language is an act, by a form. */
  readonly inVisit: boolean;
  readonly title: string;
  readonly body: string;
  readonly office: { readonly name: string; readonly phone: string } | null;
}

/** The whole page. */
export function framed({ language, path, inVisit, title, body, office }: Frame): string {
  const texts = REPLY_TEXTS[language];
  const site = office === null || office.name === "" ? texts.site : office.name;
  const others = REPLY_LANGUAGES.filter((one) => one !== language);
  const chooser = inVisit
    ? `<form class="l" method="post" action="${esc(path)}/lingua">${others.map((one) => `<button name="lingua" value="${one}" lang="${one}">${REPLY_TEXTS[one].name}</button>`).join("")}</form>`
    : `<div class="l">${others.map((one) => `<a href="${esc(path)}?lingua=${one}" lang="${one}" hreflang="${one}">${REPLY_TEXTS[one].name}</a>`).join("")}</div>`;
  const phone =
    office === null
      ? ""
      : `<p>${esc(texts.call)}: <a href="tel:${esc(office.phone.replaceAll(/[^+\d]/g, ""))}" dir="ltr">${esc(office.phone)}</a></p>`;
  return [
    `<!DOCTYPE html><html lang="${language}" dir="${texts.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta name="robots" content="noindex"><title>${esc(title)} – ${esc(site)}</title><style>${STYLE}</style></head>`,
    `<body><header>${esc(site)}</header><main><h1>${esc(title)}</h1>${body}</main>`,
    `<footer>${phone}<p>${esc(texts.never)}</p><nav aria-label="${esc(texts.languages)}">${chooser}</nav></footer></body></html>`,
  ].join("");
}

/** Sends a page: nothing in it may run or be framed, and nobody keeps it. */
export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .header("content-security-policy", CSP)
    // With no-referrer browsers hide the origin of a form too, and what comes from our own page could not be told from what does not.
    .header("referrer-policy", "same-origin")
    .header("x-robots-tag", "noindex, nofollow")
    .header("cache-control", "no-store")
    .send(html);
}
