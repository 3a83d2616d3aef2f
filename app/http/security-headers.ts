import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Gives each answer a content security policy with a nonce of its own, kept in `response.locals` for the page to use. */
export function setSecurityHeaders(): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['nonce'] = nonce;
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce));
    letOwnPolicyStandAlone(response);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    next();
  };
}

/**
 * An answer with a policy of its own, such as a file, is ruled by that one only. Remix adds its headers to those that are there,
 * and a browser obeys every policy it gets: what one of them forbids, the other could not allow.
 */
function letOwnPolicyStandAlone(response: Response): void {
  const append = response.append.bind(response);
  response.append = (name, value) => (name.toLowerCase() === 'content-security-policy' ? response.set(name, value) : append(name, value));
}

/** The nonce given to this answer. */
export function nonceOf(response: Response): string {
  const nonce: unknown = response.locals['nonce'];
  return typeof nonce === 'string' ? nonce : '';
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
