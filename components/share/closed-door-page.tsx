import { DocumentFrame } from '@/components/share/document-frame';

export type ClosedDoor = 'unknown' | 'expired' | 'revoked' | 'unavailable';

const words: Record<ClosedDoor, { title: string; text: string }> = {
  unknown: { title: 'There is no such link', text: 'Check that the whole address was copied.' },
  expired: { title: 'This link has expired', text: 'Ask whoever sent it for a new one.' },
  revoked: { title: 'This link was revoked', text: 'Ask whoever sent it why, or for a new one.' },
  unavailable: {
    title: 'This page cannot be shown right now',
    text: 'The link is fine. Load the page again in a minute.',
  },
};

/** Says why there is nothing to see, and nothing more. */
export function ClosedDoorPage({ door }: { door: ClosedDoor }) {
  const { title, text } = words[door];
  return (
    <DocumentFrame title={title}>
      <main className="alone">
        <h1>{title}</h1>
        <p className="empty">{text}</p>
      </main>
    </DocumentFrame>
  );
}
