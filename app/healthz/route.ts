/** The process answers; whether its parts are well is `/readyz`. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
