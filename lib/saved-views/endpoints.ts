import { z } from 'zod';
import { defineEndpoint, instant } from '@/lib/http/endpoint';
import { longestName } from '@/lib/saved-views/saved-view';

const tag = 'executions';
const path = '/api/v1/saved-views';

const plain = z.string().refine((text) => !text.includes('\0'), { error: 'holds a NUL character' });
const name = plain
  .trim()
  .min(1, { error: 'give it a name' })
  .max(longestName, { error: `at most ${longestName} characters` });
/** What stands behind the question mark in the address of the explorer. */
const search = plain.max(2_000).refine((text) => !/[?#\s]/.test(text), {
  error: 'is what stands behind the question mark of an address',
});

export const savedViewSchema = z.object({
  viewId: z.string(),
  name: z.string(),
  search: z.string(),
  isShared: z.boolean(),
  ownerName: z.string(),
  /** Made by whoever asks. */
  isMine: z.boolean(),
  /** Whether whoever asks may rename and delete it. */
  canChange: z.boolean(),
  updatedAt: instant,
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewListSchema = z.object({ data: z.array(savedViewSchema) });
export type SavedViewList = z.infer<typeof savedViewListSchema>;

export const listSavedViewsEndpoint = defineEndpoint({
  method: 'GET',
  path,
  summary: 'The views of the execution explorer that are yours or shared, by name',
  tag,
  answer: savedViewListSchema,
});

export const saveViewInput = z.strictObject({ name, search, isShared: z.boolean().default(false) });

export const saveViewEndpoint = defineEndpoint({
  method: 'POST',
  path,
  summary: 'Save a view for yourself, or shared with everybody, which needs the role Responder',
  tag,
  body: saveViewInput,
  answer: savedViewSchema,
  status: 201,
});

const params = z.object({ viewId: z.uuid() });

export const changeViewEndpoint = defineEndpoint({
  method: 'PATCH',
  path: `${path}/{viewId}`,
  summary: 'Rename a view, share it or take it back, or let it show something else',
  tag,
  params,
  body: z.strictObject({
    name: name.optional(),
    search: search.optional(),
    isShared: z.boolean().optional(),
  }),
  answer: savedViewSchema,
});

export const deleteViewEndpoint = defineEndpoint({
  method: 'DELETE',
  path: `${path}/{viewId}`,
  summary: 'Delete a view; deleting it again answers the same',
  tag,
  params,
  answer: z.object({ viewId: z.string() }),
});
