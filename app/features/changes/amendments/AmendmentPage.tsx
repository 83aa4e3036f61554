import { Form } from '@remix-run/react'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { askWords, outcomeWords, settlements, type PartKind } from './amendment.ts'
import type { AskedParagraph, ShownAmendment, ShownPart } from './amendment-view.server.ts'
import { AmendmentForm } from './AmendmentForm.tsx'
import { OutcomeTag, AmendedWords, placeInWords } from './AmendmentParts.tsx'
import { AddPart, ChangePart, Meanwhile } from './PartForm.tsx'
import { WriteAmendment } from './WriteAmendment.tsx'

export type AmendmentPageView = {
  slug: string
  title: string
  area: 'council' | 'official'
  amendment: ShownAmendment
  madeOn: string
  /** What who looks may do. */
  can: { change: boolean; settle: boolean; reopen: boolean; write: boolean }
  /** The part that is being added or changed. */
  open:
    | { add: PartKind; paragraph: AskedParagraph }
    | { change: string }
    | { asked: PartKind | null; number: string; missing: boolean }
  says: string | null
}

/** One amendment: its words against those that it was made on, why, what became of it, and what who looks may do. */
export function AmendmentPage({ view }: { view: AmendmentPageView }) {
  const { slug, title, area, amendment, madeOn, can, open, says } = view
  const file = area === 'council' ? paths.council.decisionFile(slug) : paths.official.process.decisionFile(slug)
  const here = (area === 'council' ? paths.council.amendment : paths.official.process.amendment)(slug, amendment.id)
  const form = useForm([
    ...['changeAmendment', 'addAmendmentPart', 'changeAmendmentPart', 'removeAmendmentPart'],
    ...['settleAmendment', 'reopenAmendment', 'writeAmendment'],
  ])
  const changed = amendment.parts.filter(({ isChanged }) => isChanged)
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: file, label: `Besluitdossier, ${title}` }]} />
      <h1>
        Amendement {amendment.number}: {amendment.title}
      </h1>
      <p className="df-meta">
        <OutcomeTag outcome={amendment.outcome} on={amendment.decidedOn} /> Ingediend door {amendment.movers}, ingevoerd
        op {amendment.enteredOn}. Gemaakt op {madeOn}.
      </p>
      {says && <StatusMessage>{says}</StatusMessage>}
      {form.answer?.act !== 'changeAmendment' && (
        <ErrorSummary errors={listedErrors(form.errors)} kept="Wat u hebt ingevuld, staat er nog." />
      )}
      <div className="df-narrow">
        {amendment.leftInPlan.length > 0 && <LeftInPlan amendment={amendment} slug={slug} area={area} />}
        {changed.length > 0 && amendment.written === null && area === 'council' && (
          <Notice kind="warn" title="De tekst in het plan veranderde intussen">
            <p>
              Het gaat om {changed.map((part) => placeInWords(part).toLowerCase()).join(', ')}.{' '}
              {can.change
                ? 'Hieronder ziet u beide teksten. Kies “Wijzig” om het amendement op de nieuwe tekst te maken.'
                : 'Het amendement is gemaakt op de tekst die hieronder staat.'}
            </p>
          </Notice>
        )}
        <section className="sm-sec" aria-labelledby="tekst">
          <h2 id="tekst">Wat het amendement vraagt</h2>
          {amendment.parts.length === 0 && (
            <p className="soft">
              {can.change
                ? 'Er is nog geen tekst. Kies hieronder wat er in het plan moet veranderen.'
                : 'De tekst is nog niet ingevoerd.'}
            </p>
          )}
          <ol className="df-ams">
            {amendment.parts.map((part) => (
              <li key={part.id} className="df-am">
                {'change' in open && open.change === part.id && can.change ? (
                  <ChangePart part={part} back={here} />
                ) : (
                  <Part part={part} here={here} canChange={can.change} />
                )}
              </li>
            ))}
          </ol>
          {can.change && ('add' in open ? <AddPart kind={open.add} paragraph={open.paragraph} back={here} /> : null)}
          {can.change && 'asked' in open && <AskPart open={open} isFirst={amendment.parts.length === 0} />}
        </section>
        <section className="sm-sec" aria-labelledby="reden">
          <h2 id="reden">Reden</h2>
          <p className="lines" dir="auto">
            {amendment.reason}
          </p>
        </section>
        {can.change && (
          <Fold summary="Wijzig titel, indieners of reden" open={form.answer?.act === 'changeAmendment'}>
            <AmendmentForm amendment={amendment} back={here} />
          </Fold>
        )}
        {can.settle && <Settle />}
        {can.reopen && <Reopen amendment={amendment} />}
        {area === 'official' && <WriteAmendment amendment={amendment} slug={slug} canWrite={can.write} />}
      </div>
    </Page>
  )
}

function Part({ part, here, canChange }: { part: ShownPart; here: string; canChange: boolean }) {
  return (
    <>
      <h3 className="df-am__title">{placeInWords(part)}</h3>
      <p className="small soft">{part.section}</p>
      <AmendedWords part={part} />
      {part.isChanged && <Meanwhile part={part} />}
      {canChange && (
        <Form method="post" className="df-acts">
          <input type="hidden" name="partId" value={part.id} />
          {(part.kind !== 'removed' || part.state === 'changed') && (
            <GoLink href={`${withQuery(here, { onderdeel: part.id })}#onderdeel`} icon="pencil">
              Wijzig<span className="vh">: {placeInWords(part)}</span>
            </GoLink>
          )}
          <Button small variant="quiet" icon="trash" name="act" value="removeAmendmentPart">
            Haal uit het amendement<span className="vh">: {placeInWords(part)}</span>
          </Button>
        </Form>
      )}
    </>
  )
}

/** Chooses what to ask, of which paragraph. */
function AskPart({
  open,
  isFirst,
}: {
  open: { asked: PartKind | null; number: string; missing: boolean }
  isFirst: boolean
}) {
  return (
    <form method="get" className="df-part" noValidate id="onderdeel">
      <h3>{isFirst ? 'Wat moet er veranderen?' : 'Nog een onderdeel'}</h3>
      <RadioGroup
        name="vraag"
        legend="Wat vraagt het amendement?"
        value={askWords[open.asked ?? 'words']}
        choices={[
          { value: askWords.words, label: 'Andere tekst voor een alinea' },
          { value: askWords.added, label: 'Een nieuwe alinea achter een alinea' },
          { value: askWords.removed, label: 'Een alinea weghalen' },
        ]}
      />
      <TextInput
        name="alinea"
        label="Nummer van de alinea"
        description="Het nummer dat in de kantlijn van het plan staat."
        width="short"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={open.number}
        {...(open.missing && { error: `Er is geen alinea ${open.number} in dit plan.` })}
      />
      <Button>Toon de alinea</Button>
    </form>
  )
}

function Settle() {
  const form = useForm('settleAmendment')
  return (
    <section className="sm-sec" aria-labelledby="uitkomst">
      <h2 id="uitkomst">Uitkomst</h2>
      <Form method="post" className="df-part" noValidate>
        <RadioGroup
          name="outcome"
          legend="Wat gebeurde er met het amendement?"
          value={form.value('outcome')}
          choices={settlements.map((outcome) => ({ value: outcome, label: outcomeWords[outcome].label }))}
          {...(form.errors.outcome !== undefined && { error: form.errors.outcome })}
        />
        <TextInput
          {...form.field('decidedOn')}
          label="Op welke dag"
          description="Bijvoorbeeld: 15 december 2016"
          width="short"
          autoComplete="off"
        />
        <Button name="act" value="settleAmendment">
          Bewaar de uitkomst
        </Button>
        <p className="small soft">
          Is het aangenomen, dan schrijft een ambtenaar de tekst in het plan, met dit amendement als reden.
        </p>
      </Form>
    </section>
  )
}

function Reopen({ amendment }: { amendment: ShownAmendment }) {
  return (
    <section className="sm-sec" aria-labelledby="uitkomst">
      <h2 id="uitkomst">Uitkomst</h2>
      <p>
        {outcomeWords[amendment.outcome].label} op {amendment.decidedOn}.{' '}
        {amendment.written &&
          `De tekst staat sinds ${amendment.written.on} in het plan. Neemt u de uitkomst terug, dan blijft die tekst staan tot een ambtenaar haar weghaalt; het amendement is dan niet meer de reden.`}
      </p>
      <Form method="post">
        <Button small variant="quiet" icon="undo" name="act" value="reopenAmendment">
          Neem de uitkomst terug
        </Button>
      </Form>
    </section>
  )
}

function LeftInPlan({
  amendment,
  slug,
  area,
}: {
  amendment: ShownAmendment
  slug: string
  area: 'council' | 'official'
}) {
  const numbers = amendment.leftInPlan.map(({ number }) => number)
  return (
    <Notice kind="warn" title="De tekst staat nog in het plan">
      <p>
        Dit amendement is niet (meer) aangenomen, maar zijn tekst staat nog in het plan, bij alinea {numbers.join(', ')}
        .{' '}
        {area === 'official'
          ? 'Zet daar de oude tekst terug, of geef een andere reden waarom de tekst blijft. Tot dan telt dit als een wijziging zonder reden.'
          : 'Een ambtenaar zet de oude tekst terug, of geeft een andere reden waarom die blijft.'}
      </p>
      {area === 'official' && (
        <Buttons>
          {amendment.leftInPlan.map(({ id, number }) => (
            <GoLink key={id} href={withQuery(paths.official.process.plan(slug), { onderdeel: id })} arrow>
              Naar alinea {number}
            </GoLink>
          ))}
        </Buttons>
      )}
    </Notice>
  )
}
