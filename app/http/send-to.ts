/** The answer that leads the browser to another page, always by GET; with a cookie where a session begins or ends. */
export function sendTo(location: string, setCookie?: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, ...(setCookie === undefined ? {} : { 'Set-Cookie': setCookie }) } });
}
