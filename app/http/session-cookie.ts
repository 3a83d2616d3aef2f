/** The cookie that holds a session's secret. Over https its name ties it to this host; on http (loopback) browsers refuse that name. */
const secureName = '__Host-sid';
const plainName = 'sid';

export function sessionSecretOf(request: Request): string | undefined {
  return sessionSecretIn({ cookies: request.headers.get('Cookie') ?? '', isSecure: isSecure(request) });
}

/** The same from the header itself. */
export function sessionSecretIn(sent: { readonly cookies: string; readonly isSecure: boolean }): string | undefined {
  return cookieIn(sent.cookies, sent.isSecure ? secureName : plainName);
}

/**
 * The header that sets the cookie, or empties it when there is no secret. An emptied one tells that somebody was signed in here:
 * what they typed in another window before they signed out is kept for them, while a stranger's form is not even read.
 */
export function sessionCookie(request: Request, secret: string | undefined): string {
  const secure = isSecure(request) ? '; Secure' : '';
  const name = isSecure(request) ? secureName : plainName;
  return `${name}=${secret ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie of one whose first factor was right, until the second is. */
const secureStepName = '__Host-step';
const plainStepName = 'step';
const stepSeconds = 600;

export function stepSecretOf(request: Request): string | undefined {
  return cookieOf(request, isSecure(request) ? secureStepName : plainStepName);
}

/** The header that sets that cookie, or takes it away when there is no secret. */
export function stepCookie(request: Request, secret: string | undefined): string {
  const secure = isSecure(request) ? '; Secure' : '';
  const name = isSecure(request) ? secureStepName : plainStepName;
  return `${name}=${secret ?? ''}; Path=/; Max-Age=${secret === undefined ? 0 : stepSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie of a browser that signs in at another place, until it comes back; the journey there is another site's. */
const secureBrowserName = '__Host-browser';
const plainBrowserName = 'browser';

export function browserSecretOf(request: Request): string | undefined {
  return cookieOf(request, isSecure(request) ? secureBrowserName : plainBrowserName);
}

/** The header that sets that cookie. */
export function browserCookie(request: Request, secret: string): string {
  const secure = isSecure(request) ? '; Secure' : '';
  return `${isSecure(request) ? secureBrowserName : plainBrowserName}=${secret}; Path=/; Max-Age=${stepSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** A cookie's value as the browser sent it. */
export function cookieOf(request: Request, name: string): string | undefined {
  return cookieIn(request.headers.get('Cookie') ?? '', name);
}

/** The same from the header itself. */
export function cookieIn(cookies: string, name: string): string | undefined {
  const pairs = cookies.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** True where cookies are sent over https only. */
export function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === 'https:';
}
