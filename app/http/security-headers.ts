import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const yearSeconds = 31_536_000;

/**
 * Gives each answer a content security policy with a nonce of its own, kept in `response.locals` for the page to use. What holds
 * a person's data is kept by their own browser only, and asked for again each time.
 */
export function setSecurityHeaders(publicOrigin?: string): RequestHandler {
  const isHttps = publicOrigin?.startsWith('https:') === true;
  return (_request: Request, response: Response, next: NextFunction) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['nonce'] = nonce;
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    response.setHeader('Cache-Control', 'private, no-cache');
    if (isHttps) response.setHeader('Strict-Transport-Security', `max-age=${yearSeconds}`);
    next();
  };
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
