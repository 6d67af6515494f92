import { answerAuthRequest } from '@/lib/auth/server/answer-auth-request';
import { auth } from '@/lib/context';
import { readEnv } from '@/lib/env';

const handler = (request: Request): Promise<Response> => answerAuthRequest(auth(), readEnv(), request);

export { handler as GET, handler as POST };
