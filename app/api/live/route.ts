import { contextFromRequest } from '@/lib/context';
import { toProblem } from '@/lib/http/problem';
import { liveHub } from '@/lib/live/server/hub';
import { liveStream } from '@/lib/live/server/live-stream';

export async function GET(request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    await contextFromRequest(request, requestId);
    return liveStream(liveHub(), request);
  } catch (error) {
    const problem = toProblem(error, requestId);
    return Response.json(problem, { status: problem.status });
  }
}
