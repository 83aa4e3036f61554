import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { markOfReaction } from '#app/features/contributions/draft.server.ts'
import { keepForLater } from '#app/features/contributions/keep-about-you.server.ts'
import { partOfPlan } from '#app/features/contributions/process-to-react.server.ts'
import { carryReceipt, draftInput, keptUntil, reactionDesk } from '#app/features/contributions/reaction-desk.server.ts'
import { publicNameInWords, roundForSender } from '#app/features/contributions/reaction-words.ts'
import { aboutYouIn, firstGap } from '#app/features/contributions/reaction.schema.ts'
import { proposedChanges } from '#app/features/contributions/proposed-changes.ts'
import { ProposedSummary } from '#app/features/contributions/ProposedSummary.tsx'
import {
  emptyDraft,
  pageOfStep,
  proposalOf,
  writeAbout,
  type DraftFields,
} from '#app/features/contributions/reaction.ts'
import { isOutsideRound } from '#app/features/contributions/round-scope.server.ts'
import { OUTSIDE_ROUND } from '#app/features/contributions/SecondRound.tsx'
import { SavedNotice, SaveForLater } from '#app/features/contributions/SavedNotice.tsx'
import { submitReaction } from '#app/public-parts.server.ts'
import { CallOrMail } from '#app/features/municipalities/HelpAddress.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { RootData } from '#app/root.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Help, Notice, Steps, SummaryList } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'

export const links = () => stylesheets(reactionStyles, proposedStyles)

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageMeta(matches, 'Stap 3 van 3: kijk na of alles klopt')

export const loader = forEveryone(async (visit) => {
  const desk = await reactionDesk(visit)
  const { process, draft, sentKey, open, term } = desk
  const first = paths.public.react(process.slug)
  if (!open) throw redirect(first, 303)
  // Reloading this page after it was sent, when the answer got lost on its way, leads to the receipt.
  if (!draft) throw redirect(sentKey === null ? `${first}?begin=hier` : paths.public.receipt(process.slug), 303)
  const gap = firstGap(draft.fields)
  if (gap !== 'check') throw redirect(pageOfStep[gap](process.slug), 303)
  const part = await partOfPlan(visit.db, process, draft.fields.about)
  if (!part) throw redirect(first, 303)
  const { text, speaksFor, name, email, notPublic } = draft.fields
  const proposal = proposalOf(draft.fields)
  return {
    slug: process.slug,
    about: part.label,
    proposal: proposal && proposedChanges(part.quote, proposal.words),
    isOutside: await isOutsideRound(visit.db, process, term.round, part),
    text,
    speaksFor,
    name,
    organisation: draft.fields.organisation,
    email,
    notPublic,
    publicName: publicNameInWords(draft.fields),
    round: roundForSender(term.round),
    lastDay: formatDate(term.lastDay),
    key: draft.idempotencyKey,
    seen: markOfReaction(reactionIn(draft.fields)),
    saved: saidHere(visit)?.code === 'keptForLater' ? keptUntil(desk) : null,
  }
})

/** What is sent of a draft. */
const reactionIn = (draft: DraftFields) => ({ ...draft, proposedWords: proposalOf(draft)?.words ?? null })

export const action = formAction('everyone', {
  acts: [submitReaction, keepForLater],
  process: async (visit) => (await reactionDesk(visit)).process,
  direct: true,
  async given(visit, form) {
    const { draft } = await reactionDesk(visit)
    // Only the draft that this page was made of is sent. Of any other form the key says whether it was sent before.
    const isOf = draft !== null && draft.idempotencyKey === form.get('key') && firstGap(draft.fields) === 'check'
    const fields = isOf ? draft.fields : emptyDraft
    const { text, about, proposedWords } = reactionIn(fields)
    const proposal = { proposes: proposedWords === null ? 'no' : 'yes', proposedWords: proposedWords ?? '' }
    return { ...draftInput(visit), ...aboutYouIn(fields), text, about: writeAbout(about), ...proposal }
  },
  done: {
    async submitReaction(_, { visit, form }) {
      const { process, draft, token, sent } = await reactionDesk(visit)
      // Where something new is being written, that stays as it is.
      const isThisOne = draft !== null && draft.idempotencyKey === form.get('key')
      const receipt = isThisOne ? token : draft === null && sent ? sent.token : null
      if (receipt !== null) carryReceipt(visit.context, process.slug, receipt)
      return { to: paths.public.receipt(process.slug), say: null }
    },
    keepForLater: (_, { visit: { params } }) => ({
      to: paths.public.reactCheck(params.slug ?? ''),
      say: 'keptForLater',
    }),
  },
})

export default function Check() {
  const page = useLoaderData<typeof loader>()
  // Only what was seen is sent: another window may have changed the draft since the form was made.
  const isChanged = useActionData<typeof action>() !== undefined
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
          {isChanged && (
            <Notice kind="warn" title="Uw reactie is nog niet verstuurd" live>
              In een ander venster hebt u er iets aan veranderd. Kijk hieronder na of alles klopt, en verstuur hem dan.
            </Notice>
          )}
          {page.saved && !isChanged && <SavedNotice slug={page.slug} until={page.saved} />}
          <section aria-labelledby="uw-reactie">
            <h2 id="uw-reactie" className="sum-title">
              Uw reactie
            </h2>
            <SummaryList
              rows={[
                ...(page.round === null ? [] : [{ term: 'Ronde', value: page.round }]),
                { term: 'Gaat over', value: page.about, href: text },
                ...(page.isOutside ? [{ term: 'Buiten deze ronde', value: OUTSIDE_ROUND }] : []),
                ...(page.proposal
                  ? [{ term: 'Uw voorstel', value: <ProposedSummary {...page.proposal} />, href: `${text}#voorstel` }]
                  : []),
                {
                  term: page.proposal ? 'Waarom' : 'Uw tekst',
                  value: page.text.trim() === '' ? 'Niet ingevuld' : <Verbatim text={page.text} />,
                  href: `${text}#tekst`,
                  verbatim: page.text.trim() !== '',
                },
              ]}
            />
          </section>
          <section aria-labelledby="over-u">
            <h2 id="over-u" className="sum-title">
              Over u
            </h2>
            <SummaryList
              rows={[
                {
                  term: 'U reageert',
                  value: forOrganisation ? `Voor een organisatie: ${page.organisation}` : 'Voor uzelf',
                  href: `${aboutYou}#namens`,
                },
                { term: 'Uw naam', value: page.name || 'Niet ingevuld', href: `${aboutYou}#naam` },
                { term: 'E-mail', value: page.email || 'Niet ingevuld', href: `${aboutYou}#email` },
                { term: 'Op de website', value: page.publicName, href: `${aboutYou}#naamTonen` },
                {
                  term: 'Niet openbaar',
                  value: page.notPublic === '' ? 'Niets ingevuld' : <Verbatim text={page.notPublic} />,
                  href: `${aboutYou}#nietOpenbaar`,
                },
              ]}
            />
          </section>
          <section aria-labelledby="wie-leest" className="follow">
            <h2 id="wie-leest" className="follow__title">
              Wie kan dit lezen?
            </h2>
            <p className="gap-1">
              Eerst alleen de ambtenaren van dit plan. Zij kijken of er privégegevens in staan die niet op de website
              horen. Daarna komen de punten uit uw reactie op deze website, met ons antwoord erbij.
              {page.email !== '' && ' Uw e-\u2060mailadres blijft geheim.'}
            </p>
          </section>
          <input type="hidden" name="key" value={page.key} />
          <input type="hidden" name="seen" value={page.seen} />
          <div className="stack">
            <Button variant="primary-action" name="act" value="submitReaction">
              Verstuur uw reactie
            </Button>
            <p className="soft">U krijgt meteen een ontvangstbewijs met een code.</p>
            <p>
              <SaveForLater act="keepForLater" />
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
