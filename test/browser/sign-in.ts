// Enters as somebody, as the demonstration's pages do: what a request must carry from then on.

/** Headers of a session that acts in `role` (and `office`), begun at the server under `url` (a demonstration). */
export async function signIn(
  url: string,
  role: string,
  office = "",
): Promise<{ cookie: string; origin: string }> {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ role, ...(office === "" ? {} : { office }) }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`not let in: ${answer.status} ${await answer.text()}`);
  return { cookie, origin: url };
}
