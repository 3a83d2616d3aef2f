import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { headerLine } from './mail-address.ts';
import type { MailText } from './outbox-message.ts';

/** What an e-mail of ours says: why it comes, one link, and what to know about it. */
export interface MailWords {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Leads to a page that speaks as the e-mail does, also where nobody has signed in yet; an account's own choice stands before it. */
  readonly link: { readonly href: string; readonly text: string };
  /** Below the link, in smaller letters. */
  readonly closing: readonly string[];
}

/** The e-mail as plain text and as simple HTML. What people wrote stands in it as text only. */
export function mailText(words: MailWords): MailText {
  const { language, subject, heading, paragraphs, closing } = words;
  const { href, text: linkText } = words.link;
  const link = { href: `${href}${href.includes('?') ? '&' : '?'}lang=${language}`, text: linkText };
  const bySender = translator(language)('outbox.mail.bySender');
  const text = [heading, ...paragraphs, `${link.text}:\n${link.href}`, ...closing, `-- \n${bySender}`].join('\n\n');
  return { subject: headerLine(subject).slice(0, 200), text: `${text}\n`, html: htmlOf({ ...words, link, bySender }) };
}

const page = 'margin:0;padding:24px;background:#f2f4f6;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1e2b3c';
const card = 'max-width:560px;margin:0 auto;padding:24px 28px;background:#ffffff;border:1px solid #d2d6db;border-radius:6px';
const button = 'display:inline-block;padding:12px 20px;background:#0b5cad;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold';
const small = 'font-size:14px;color:#4b5563;margin:0 0 12px';

function htmlOf({ language, subject, heading, paragraphs, link, closing, bySender }: MailWords & { bySender: string }): string {
  const href = escaped(link.href);
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    `<body style="${page}"><div style="${card}">`,
    `<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escaped(heading)}</h1>`,
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escaped(paragraph)}</p>`),
    `<p style="margin:24px 0"><a href="${href}" style="${button}">${escaped(link.text)}</a></p>`,
    `<p style="${small};word-break:break-all">${href}</p>`,
    ...closing.map((paragraph) => `<p style="${small}">${escaped(paragraph)}</p>`),
    `<p style="${small}">${escaped(bySender)}</p>`,
    '</div></body></html>',
  ].join('\n');
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
