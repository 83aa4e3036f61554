import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { draftsOnDevice, forgetCookies } from '#app/features/contributions/device-cookies.server.ts'
import { forgetReactions } from '#app/features/contributions/forget-reactions.server.ts'
import { ForgetMe } from '#app/features/contributions/ForgetMe.tsx'
import { ReceiptScript } from '#app/features/contributions/ReceiptActions.tsx'
import { processToReact } from '#app/features/contributions/process-to-react.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles)

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageMeta(matches, 'Vergeet mij op dit apparaat')

export const loader = forEveryone(async ({ db, municipality, params }) => {
  // Whoever asks to be forgotten is, also when the plan is not there any more.
  const process = await processToReact(db, municipality.id, { slug: params.slug }).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  return { slug: params.slug ?? '', processTitle: process?.title ?? null }
})

export const action = formAction('everyone', {
  acts: [forgetReactions],
  given: (visit) => ({
    tokens: draftsOnDevice(visit)
      .map(({ token }) => token)
      .join(' '),
  }),
  done: {
    async forgetReactions(value, { visit }) {
      await forgetCookies(visit)
      return { show: value }
    },
  },
})

export default function Forget() {
  const { slug, processTitle } = useLoaderData<typeof loader>()
  const forgotten = useForm('forgetReactions').result<{ draftErased: boolean }>()
  return (
    <Page>
      {processTitle === null ? (
        <BackLink href={paths.public.home()}>Naar alle plannen</BackLink>
      ) : (
        <BackLink href={paths.public.process(slug)}>{processTitle}</BackLink>
      )}
      <div className="form">{forgotten ? <Forgotten {...forgotten} /> : <Ask slug={slug} />}</div>
    </Page>
  )
}

function Ask({ slug }: { slug: string }) {
  return (
    <>
      <div className="stephead">
        <h1>Vergeet mij op dit apparaat</h1>
        <p className="lede">Daarna ziet niemand op dit apparaat wat u schreef of wat uw code is.</p>
      </div>
      <ForgetMe slug={slug}>
        Een tekst die u nog niet verstuurde, wissen wij. Wat u verstuurde, blijft bij ons.
      </ForgetMe>
    </>
  )
}

function Forgotten({ draftErased }: { draftErased: boolean }) {
  return (
    <>
      <div className="stephead">
        <h1>Dit apparaat is u vergeten</h1>
        <p className="lede">
          Niemand ziet hier nog wat u schreef of wat uw code is. Wat u al verstuurde, is nog bij ons.
        </p>
      </div>
      {draftErased && <p>De tekst die u nog niet verstuurde, is gewist.</p>}
      <p data-forget-text="" hidden>
        Ook de tekst die dit apparaat zelf bewaarde, is weg.
      </p>
      <p>
        Kreeg u een e-&#8288;mail van ons over uw reactie? Daarin staat de code nog. Met de code ziet u uw reactie
        altijd terug op <a href={paths.public.myReaction()}>Mijn reactie</a>.
      </p>
      <ReceiptScript />
    </>
  )
}
