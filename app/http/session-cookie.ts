/** The cookie that holds a session's secret. Over https its name ties it to this host; on http (loopback) browsers refuse that name. */
const secureName = '__Host-sid';
const plainName = 'sid';

export function sessionSecretOf(request: Request): string | undefined {
  return cookieOf(request, isSecure(request) ? secureName : plainName);
}

/**
 * The header that sets the cookie. Without a secret it stays behind, empty, until the browser closes: it tells that here was a
 * person, so that a form sent from another window after they signed out is kept for them.
 */
export function sessionCookie(request: Request, secret: string | undefined): string {
  const secure = isSecure(request) ? '; Secure' : '';
  const name = isSecure(request) ? secureName : plainName;
  return `${name}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** A cookie's value as the browser sent it. */
export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === 'https:';
}
