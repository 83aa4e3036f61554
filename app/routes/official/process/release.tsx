import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import type { Holiday } from '#app/features/processes/holidays.ts'
import { hrefOfField } from '#app/features/processes/editor-sections.ts'
import { markOfSecond } from '#app/features/contributions/plan-round.server.ts'
import { planSecondInspraak } from '#app/features/contributions/plan-second-inspraak.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { regimeLabels, stage } from '#app/features/processes/process.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { countPlanParagraphs, currentPlan } from '#app/features/plans/queries.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { lastDayRule } from '#app/features/processes/second-term.ts'
import { approverNames, doerOf } from '#app/features/processes/release-facts.server.ts'
import { checklistOf, releaseProcess } from '#app/features/plans/release-process.server.ts'
import { ReleaseForm, WithdrawProcessForm } from '#app/features/processes/ReleaseForms.tsx'
import { SecondInspraak } from '#app/features/processes/SecondInspraak.tsx'
import { explainableSecond, explainableTerm } from '#app/features/processes/term-of-process.server.ts'
import { TermExplained } from '#app/features/processes/TermExplained.tsx'
import { withdrawProcess } from '#app/features/processes/withdraw-process.server.ts'
import { formatDate, formatDateLong, formatDateTime, today } from '#app/local-date.ts'
import { ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vrijgeven van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state } = process
  const { missing } = state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  const term = await explainableTerm(db, process)
  const first = missing[0]
  const days = await designatedDays(db, municipality.id)
  const said = saidHere(visit)?.code
  return {
    ...{ slug, title, state, term },
    gap: first ? { href: hrefOfField(slug, first.field), title: first.title, count: missing.length } : null,
    designatedDays: days,
    facts: [
      { term: 'Besluit', value: `${process.decidingBody}, ${process.decidedOn ? formatDate(process.decidedOn) : ''}` },
      { term: 'Regels', value: regimeLabels[process.regime].label },
      { term: 'Het plan', value: `${await countPlanParagraphs(db, process)} alinea’s` },
    ],
    /** The last day in words when it is past: then there is nothing to release any more. */
    isOver: term?.lastDay && term.lastDay < today(now) ? formatDateLong(term.lastDay) : null,
    onlineEarlier: term?.startsOn && term.startsOn < today(now) ? formatDate(term.startsOn) : null,
    mayRelease: hasInnerRole(actor, 'approver'),
    approvers: await approverNames(db, municipality.id),
    done: state === 'draft' ? null : await whatHappened(db, process, now),
    justNow: said === 'releaseProcess',
    second:
      process.releasedAt === null || state === 'withdrawn'
        ? null
        : {
            ...secondOf(process, days, now, said),
            hasRevision: (await currentPlan(db, process))?.kind === 'revised',
            isAdopted: (await adoptionOf(db, process)) !== null,
          },
  }
})

function secondOf(process: Process, days: readonly Holiday[], now: Date, said: string | undefined) {
  const { secondStartsOn, secondLastDay, secondScope } = process
  const typed = (day: string | null) => (day === null ? '' : formatDate(day))
  return {
    texts: {
      secondStartsOn: typed(secondStartsOn),
      secondLastDay: typed(secondLastDay),
      secondScope,
      seen: markOfSecond(process),
    },
    term: explainableSecond(process, days),
    rule: lastDayRule(process),
    stands: secondStands(process, now),
    isEnded: process.state === 'answered',
    said:
      said === 'planSecondInspraak'
        ? secondLastDay === null
          ? 'De tweede inspraak is weggehaald.'
          : 'Bewaard.'
        : null,
  }
}

/** Where the second inspraak stands, in words. */
function secondStands(process: Process, now: Date): string {
  const { secondStartsOn, secondLastDay } = process
  if (secondLastDay === null) return ''
  if (secondStartsOn === null)
    return `De laatste dag is ${formatDateLong(secondLastDay)}. Vul ook de eerste dag in: dan gaat het formulier op de website open.`
  const day = today(now)
  if (day < secondStartsOn) return `De tweede inspraak gaat open op ${formatDateLong(secondStartsOn)}.`
  if (day <= secondLastDay) return `De tweede inspraak is open tot en met ${formatDateLong(secondLastDay)}.`
  return `De tweede inspraak is gesloten. De laatste dag was ${formatDateLong(secondLastDay)}.`
}

async function whatHappened(db: Parameters<typeof doerOf>[0], process: Process, now: Date) {
  const { state, startsOn, lastDay, releasedAt, withdrawnAt, withdrawnBecause } = process
  const by = (name: string | null) => (name ? ` door ${name}` : '')
  const opens = {
    announced: `De inspraak gaat open op ${startsOn ? formatDateLong(startsOn) : ''}.`,
    open: `De inspraak is open tot en met ${lastDay ? formatDateLong(lastDay) : ''}.`,
    processing: `De inspraak is gesloten. De laatste dag was ${lastDay ? formatDateLong(lastDay) : ''}.`,
  }
  // Of the first inspraak: the second has a section of its own.
  const at = stage({ ...process, secondStartsOn: null, secondLastDay: null }, now)
  return {
    released: releasedAt
      ? `Vrijgegeven op ${formatDateTime(releasedAt)}${by(await doerOf(db, process, 'release'))}.`
      : '',
    opens: at === 'announced' || at === 'open' || at === 'processing' ? opens[at] : '',
    withdrawn:
      state === 'withdrawn' && withdrawnAt
        ? {
            at: `Ingetrokken op ${formatDateTime(withdrawnAt)}${by(await doerOf(db, process, 'withdraw'))}.`,
            why: withdrawnBecause,
          }
        : null,
  }
}

export const action = formAction('official', {
  acts: [releaseProcess, planSecondInspraak, withdrawProcess],
  done: { withdrawProcess: (_, { visit }) => ({ to: visit.url.pathname, say: null }) },
})

export default function Release() {
  const page = useLoaderData<typeof loader>()
  const { answer, errors } = useForm(['releaseProcess', 'withdrawProcess'])
  const { slug, state, gap, done, mayRelease } = page
  // A form that is sent again, or a colleague who was a moment earlier: the page then says who released it.
  const isReleased = answer?.act === 'releaseProcess' && answer.code === 'wrongState'
  return (
    <>
      <section className="sm-sec stack" aria-labelledby="vrijgeven">
        <h2 id="vrijgeven" className="read">
          {done ? 'Vrijgegeven' : 'Vrijgeven'}
        </h2>
        <FormNotices
          errors={isReleased ? {} : withLinks(errors, slug)}
          saved={page.justNow}
          says={`Het traject is vrijgegeven. ${done?.opens ?? ''}`}
        />
        {gap && (
          <>
            <p>
              {gap.count === 1 ? 'Er ontbreekt nog 1 ding.' : `Er ontbreken nog ${gap.count} dingen.`} Het eerste is:{' '}
              {gap.title}.
            </p>
            <Buttons>
              <ButtonLink href={gap.href} icon="arrow-right">
                Vrijgeven
              </ButtonLink>
            </Buttons>
            <p className="tiny soft">Zolang er iets ontbreekt, brengt de knop u naar dat veld.</p>
          </>
        )}
        {!gap && !done && (
          <>
            {page.term && <TermExplained term={page.term} designatedDays={page.designatedDays} />}
            {page.isOver && (
              <Notice
                kind="warn"
                title={`De laatste dag was al ${page.isOver}`}
                actions={
                  <ButtonLink small href={hrefOfField(slug, 'noticeOn')}>
                    Kies latere datums
                  </ButtonLink>
                }
              >
                Bewoners kunnen dan niet meer reageren. Daarom kunt u het zo niet vrijgeven.
              </Notice>
            )}
            <ReleaseForm
              {...{ facts: page.facts, onlineEarlier: page.onlineEarlier, mayRelease, approvers: page.approvers }}
            />
          </>
        )}
        {done && (
          <>
            <p>
              {done.released} {!page.justNow && done.opens}
            </p>
            {done.withdrawn ? (
              <Notice kind="warn" title={done.withdrawn.at}>
                Bewoners lezen deze reden: {done.withdrawn.why}
              </Notice>
            ) : (
              page.term && <TermExplained term={page.term} designatedDays={page.designatedDays} />
            )}
          </>
        )}
        {state === 'released' && mayRelease && !page.second?.isAdopted && <WithdrawProcessForm />}
      </section>
      {page.second && (
        <SecondInspraak
          {...page.second}
          {...{ designatedDays: page.designatedDays, mayPlan: mayRelease, approvers: page.approvers }}
        />
      )}
    </>
  )
}

/** A refusal about a field on another page is said without a link to an anchor that is not here. */
function withLinks(errors: Record<string, string>, slug: string): Record<string, string> {
  const here = (field: string) =>
    field === '' || !hrefOfField(slug, field, 'release').includes('/') || field === 'reason'
  return Object.fromEntries(Object.entries(errors).map(([field, message]) => [here(field) ? field : '', message]))
}
