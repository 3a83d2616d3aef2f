/** The answer that leads the browser to another page, always by GET; with cookies where a session begins or ends. */
export function sendTo(location: string, ...setCookies: readonly string[]): Response {
  const answer = new Response(null, { status: 303, headers: { Location: location } });
  for (const cookie of setCookies) answer.headers.append('Set-Cookie', cookie);
  return answer;
}
