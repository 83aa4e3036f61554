import type { ReactNode } from 'react'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'

/** The way to be forgotten on this device at once; `children` say what ends by itself, and when. */
export function ForgetMe({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <form method="post" action={paths.public.forget(slug)} className="stack no-print">
      <Button variant="quiet" name="act" value="forgetReactions">
        Vergeet mij op dit apparaat
      </Button>
      <p className="soft small">{children}</p>
    </form>
  )
}
