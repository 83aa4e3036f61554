import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { Refused } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { markOfAll } from '#app/features/contributions/keep-draft.server.ts'
import { partOfPlan } from '#app/features/contributions/process-to-react.server.ts'
import { carryReceipt, keptUntil, reactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import { publicNameInWords } from '#app/features/contributions/reaction-words.ts'
import { firstGap } from '#app/features/contributions/reaction.schema.ts'
import { pageOfStep } from '#app/features/contributions/reaction.ts'
import { SavedNotice, SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { submitReaction } from '#app/features/contributions/submit-reaction.server.ts'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Help, Notice, Steps, SummaryList } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageMeta(matches, 'Stap 3 van 3: kijk na of alles klopt')

export const loader = forEveryone(async (visit) => {
  const desk = await reactionDesk(visit)
  const { process, draft, sentKey, open } = desk
  const first = paths.public.react(process.slug)
  if (!open) throw redirect(first, 303)
  // Reloading this page after it was sent, when the answer got lost on its way, leads to the receipt.
  if (!draft) throw redirect(sentKey === null ? `${first}?begin=hier` : paths.public.receipt(process.slug), 303)
  const gap = firstGap(draft.fields)
  if (gap !== 'check') throw redirect(pageOfStep[gap](process.slug), 303)
  const part = await partOfPlan(visit.db, process, draft.fields.about)
  if (!part) throw redirect(first, 303)
  const { text, speaksFor, name, email } = draft.fields
  return {
    slug: process.slug,
    about: part.label,
    text,
    speaksFor,
    name,
    organisation: draft.fields.organisation,
    email,
    publicName: publicNameInWords(draft.fields),
    lastDay: formatDate(process.lastDay),
    key: draft.idempotencyKey,
    seen: markOfAll(draft.fields),
    changed: visit.url.searchParams.has('veranderd'),
    saved: visit.url.searchParams.has('bewaard') ? keptUntil(desk) : null,
  }
})

export const action = forEveryone(async (visit) => {
  const { db, municipality, request, context, now, origin } = visit
  const form = await request.formData()
  const { process, draft, sent, sentKey, token } = await reactionDesk(visit)
  const receipt = paths.public.receipt(process.slug)
  const key = form.get('sleutel')
  // Sent twice, or sent again with the back button: the same receipt.
  if (key === sentKey) {
    // Unless something new is being written: that stays as it is.
    if (sent && !draft) carryReceipt(context, process.slug, sent.token)
    return redirect(receipt, 303)
  }
  if (draft && form.get('actie') === 'bewaren') return redirect(`${paths.public.reactCheck(process.slug)}?bewaard=ja`, 303)
  if (!draft || !token) return redirect(`${paths.public.react(process.slug)}?begin=hier`, 303)
  const gap = firstGap(draft.fields)
  if (gap !== 'check') return redirect(pageOfStep[gap](process.slug), 303)
  // Only what was seen is sent: another window may have changed the draft since this page was made.
  if (key !== draft.idempotencyKey || form.get('gezien') !== markOfAll(draft.fields)) {
    return redirect(`${paths.public.reactCheck(process.slug)}?veranderd=ja`, 303)
  }
  const { about, text, speaksFor, name, organisation, email, named } = draft.fields
  try {
    await submitReaction(
      db,
      {
        municipality,
        processId: process.id,
        fields: { about, text, speaksFor, name, organisation, email, named },
        idempotencyKey: draft.idempotencyKey,
        secret: context.secret,
        baseUrl: origin,
        clientAddress: context.clientAddress,
      },
      now,
    )
  } catch (error) {
    // The first page says what is the matter, and has the text.
    if (error instanceof Refused) return redirect(paths.public.react(process.slug), 303)
    throw error
  }
  carryReceipt(context, process.slug, token)
  return redirect(receipt, 303)
})

export default function Check() {
  const page = useLoaderData<typeof loader>()
  const root = useRouteLoaderData('root') as RootData | undefined
  const { helpPhone, contactEmail } = root?.municipality ?? { helpPhone: '', contactEmail: '' }
  const [text, aboutYou] = [paths.public.react(page.slug), paths.public.reactAboutYou(page.slug)]
  const forOrganisation = page.speaksFor === 'organisation'
  return (
    <Page>
      <BackLink href={aboutYou}>Terug naar stap 2</BackLink>
      <div className="withhelp">
        <form className="form" method="post">
          <Steps at={3} of={3} title="Kijk na of alles klopt" />
          {page.changed && (
            <Notice kind="warn" title="Uw reactie is nog niet verstuurd" live>
              In een ander venster hebt u er iets aan veranderd. Kijk hieronder na of alles klopt, en verstuur hem dan.
            </Notice>
          )}
          {page.saved && !page.changed && <SavedNotice slug={page.slug} until={page.saved} />}
          <section aria-labelledby="uw-reactie">
            <h2 id="uw-reactie" className="sum-title">
              Uw reactie
            </h2>
            <SummaryList
              rows={[
                { term: 'Gaat over', value: page.about, href: text },
                { term: 'Uw tekst', value: <Verbatim text={page.text} />, href: `${text}#tekst`, verbatim: true },
              ]}
            />
          </section>
          <section aria-labelledby="over-u">
            <h2 id="over-u" className="sum-title">
              Over u
            </h2>
            <SummaryList
              rows={[
                { term: 'U reageert', value: forOrganisation ? `Voor een organisatie: ${page.organisation}` : 'Voor uzelf', href: `${aboutYou}#namens` },
                { term: 'Uw naam', value: page.name || 'Niet ingevuld', href: `${aboutYou}#naam` },
                { term: 'E-mail', value: page.email || 'Niet ingevuld', href: `${aboutYou}#email` },
                { term: 'Op de website', value: page.publicName, href: `${aboutYou}#naamTonen` },
              ]}
            />
          </section>
          <section aria-labelledby="wie-leest" className="follow">
            <h2 id="wie-leest" className="follow__title">
              Wie kan dit lezen?
            </h2>
            <p className="gap-1">
              Eerst alleen de ambtenaren van dit plan. Zij kijken of er privégegevens in staan die niet op de website horen. Daarna komen de punten uit
              uw reactie op deze website, met ons antwoord erbij.{page.email !== '' && ' Uw e-\u2060mailadres blijft geheim.'}
            </p>
          </section>
          <input type="hidden" name="sleutel" value={page.key} />
          <input type="hidden" name="gezien" value={page.seen} />
          <div className="stack">
            <Button variant="primary-action">Verstuur uw reactie</Button>
            <p className="soft">U krijgt meteen een ontvangstbewijs met een code.</p>
            <p>
              <SaveForLater />
            </p>
          </div>
        </form>
        <aside>
          <Help title="Twijfelt u nog?">
            <p>
              {(helpPhone !== '' || contactEmail !== '') && (
                <>
                  <CallOrMail {...{ helpPhone, contactEmail }} /> als u iets wilt vragen.{' '}
                </>
              )}
              Uw reactie blijft zo lang bewaard.
            </p>
            <p>
              Reageren kan tot en met <strong>{page.lastDay}</strong>.
            </p>
          </Help>
        </aside>
      </div>
    </Page>
  )
}
