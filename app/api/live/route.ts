import { contextFromRequest } from '@/lib/context';
import { problemResponse } from '@/lib/http/problem-response';
import { liveHub } from '@/lib/live/server/hub';
import { liveStream } from '@/lib/live/server/live-stream';

export async function GET(request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    await contextFromRequest(request, requestId);
    return liveStream(liveHub(), request);
  } catch (error) {
    return problemResponse(error, requestId, request);
  }
}
