// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '@/components/ui/button';
import { ConfirmDialog, type ConfirmDialogProps } from '@/components/ui/confirm-dialog';

function HoldWorkspace(props: Pick<ConfirmDialogProps, 'onConfirm'> & Partial<ConfirmDialogProps>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Hold workspace…</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Hold every agent on billing?"
        description="3 agents take no new work."
        confirmLabel="Hold 3 agents"
        typedName="billing"
        {...props}
      />
    </>
  );
}

async function open() {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Hold workspace…' }));
  await screen.findByRole('alertdialog', { name: 'Hold every agent on billing?' });
  return user;
}

test('nothing happens until the name is typed exactly', async () => {
  const onConfirm = vi.fn();
  render(<HoldWorkspace onConfirm={onConfirm} />);
  const user = await open();
  const name = screen.getByRole('textbox', { name: 'Type billing to go on' });
  expect(document.activeElement).toBe(name);

  await user.type(name, 'billin{Enter}');
  expect(onConfirm).not.toHaveBeenCalled();
  expect(screen.getByText('Type billing exactly as it is written here.')).toBeDefined();

  await user.type(name, 'g{Enter}');
  expect(onConfirm).toHaveBeenCalledTimes(1);
});

test('without a name to type the focus starts on Cancel', async () => {
  render(
    <ConfirmDialog
      isOpen
      onOpenChange={() => undefined}
      title="Revoke the link?"
      description="Whoever has it can't read on."
      confirmLabel="Revoke link"
      onConfirm={() => undefined}
    />,
  );
  await screen.findByRole('alertdialog');
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
});

test('Escape closes it and gives the focus back', async () => {
  render(<HoldWorkspace onConfirm={() => undefined} />);
  const user = await open();

  await user.keyboard('{Escape}');

  expect(screen.queryByRole('alertdialog')).toBeNull();
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Hold workspace…'));
});

test('while it works the button does not act again, and a failure is said inside', async () => {
  const onConfirm = vi.fn();
  render(<HoldWorkspace onConfirm={onConfirm} isBusy error="XEM did not answer." />);
  const user = await open();
  await user.type(screen.getByRole('textbox'), 'billing{Enter}');
  expect(onConfirm).not.toHaveBeenCalled();
  expect(screen.getByText('XEM did not answer.')).toBeDefined();
});
