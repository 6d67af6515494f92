import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Context, createContext, findActor } from '@/lib/context';

/** The context of a page; somebody who is not signed in is sent to the sign-in page. */
export async function pageContext(): Promise<Context> {
  const actor = await findActor(new Headers(await headers()));
  if (!actor) redirect('/sign-in');
  return createContext(actor, crypto.randomUUID());
}
