import { Form } from '@remix-run/react'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import type { ItemView } from './item-view.server.ts'

/** Why whoever looks cannot agree with this answer, who can, and what to do when nobody can. */
export function FourEyesNotice({ view: { eyes, mayAnswer } }: { view: ItemView }) {
  if (eyes === null) return null
  return (
    <Notice kind={eyes.isStuck ? 'warn' : 'info'} title={eyes.isStuck ? 'Niemand kan nu akkoord geven' : 'Vier ogen'}>
      <p>{eyes.says}</p>
      {eyes.mayGiveOwn && mayAnswer && (
        <Form method="post" className="gap-1" preventScrollReset>
          <Button small name="act" value="giveOwnAnswer">
            Mijn antwoord hoort ook bij dit punt
          </Button>
        </Form>
      )}
    </Notice>
  )
}
