import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { dispositionOf, dispositionWords } from '#app/features/points/disposition.ts'
import { useForm, type ShownForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { ReactNode } from 'react'
import { DecisionWordFields } from './DecisionWordFields.tsx'
import { inAnswers } from './in-answers.ts'
import type { EightWording, OwnWording } from './decision-wordings.server.ts'

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <Crumbs
          items={[
            { href: paths.official.municipality(), label: 'Gemeente' },
            { href: paths.official.decisionWords(), label: 'Woorden voor besluiten' },
          ]}
        />
        <h1>{title}</h1>
      </div>
      {children}
    </Page>
  )
}

/** The municipality's words for one of the eight. */
export function EightPage({ wording, mark }: { wording: EightWording; mark: string }) {
  const { disposition, isOurs, ...words } = wording
  const form = useForm('changeDispositionWords', { ...words, seen: mark })
  const ours = dispositionWords[disposition]
  return (
    <Frame title={words.label}>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="disposition" value={disposition} />
        <input type="hidden" name="seen" value={form.value('seen')} />
        <FormNotices errors={form.errors} saved={false} />
        <DecisionWordFields form={form} />
        <p className="small soft">
          Saomen noemt dit “{ours.label}”. Tellingen, filters en regels blijven dezelfde, hoe u het ook noemt.
        </p>
        <Buttons>
          <Button variant="primary-action" name="act" value="changeDispositionWords">
            Bewaar de woorden
          </Button>
          {!isOurs && (
            <Button variant="subtle" name="act" value="restoreDispositionWords">
              Terug naar de woorden van Saomen
            </Button>
          )}
        </Buttons>
      </form>
    </Frame>
  )
}

/** Which of the eight an own one counts as. */
function CountsAs({ form }: { form: ShownForm }) {
  const words = useDecisionWords()
  return (
    <Select
      {...form.field('disposition')}
      label="Telt als"
      description="Zo telt het mee in tellingen en filters, en dezelfde regels gelden. Dit ligt vast zodra een antwoord het besluit heeft."
      empty="Kies een besluit"
      options={decisionOptions(words).filter(({ value }) => dispositionOf(value) === value)}
    />
  )
}

const Place = ({ form }: { form: ShownForm }) => (
  <TextInput
    {...form.field('place')}
    label="Plaats"
    description="Nummer onder het besluit waarvoor het telt. Leeg: achteraan."
    optional
    inputMode="numeric"
    autoComplete="off"
  />
)

/** A new disposition of the municipality itself. */
export function NewDecisionPage({ formKey }: { formKey: string }) {
  const form = useForm('addOwnDisposition', { key: formKey })
  return (
    <Frame title="Nieuw eigen besluit">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="key" value={form.value('key')} />
        <FormNotices errors={form.errors} saved={false} />
        <DecisionWordFields form={form}>
          <CountsAs form={form} />
        </DecisionWordFields>
        <Place form={form} />
        <Buttons>
          <Button variant="primary-action" name="act" value="addOwnDisposition">
            Voeg toe
          </Button>
        </Buttons>
      </form>
    </Frame>
  )
}

/** A disposition of the municipality itself: its words, its place, and whether it is in use. */
export function OwnPage({ wording, mark, mostCounted }: { wording: OwnWording; mark: string; mostCounted: number }) {
  const { id, disposition, position, isRetired, isUsed, answers, ...words } = wording
  const form = useForm('changeOwnDisposition', { ...words, disposition, place: String(position), seen: mark })
  return (
    <Frame title={words.label}>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="ownDispositionId" value={id} />
        <input type="hidden" name="seen" value={form.value('seen')} />
        <FormNotices errors={form.errors} saved={false} />
        {isRetired && (
          <Notice kind="info">Dit besluit is niet meer in gebruik. Antwoorden die het hebben, houden het.</Notice>
        )}
        <DecisionWordFields form={form}>
          {isUsed ? (
            <p id="disposition">
              Telt als <DispositionBadge disposition={disposition} />
              <span className="small soft"> Dit ligt vast: een antwoord heeft dit besluit, nu of eerder.</span>
            </p>
          ) : (
            <CountsAs form={form} />
          )}
        </DecisionWordFields>
        <Place form={form} />
        <p className="small soft">
          Dit besluit staat {inAnswers(answers, mostCounted)}. Nieuwe woorden staan daar ook.
        </p>
        <Buttons>
          <Button variant="primary-action" name="act" value="changeOwnDisposition">
            Bewaar het besluit
          </Button>
          {isRetired ? (
            <Button variant="subtle" name="act" value="reviveOwnDisposition">
              Neem weer in gebruik
            </Button>
          ) : (
            <Button variant="subtle" name="act" value="retireOwnDisposition">
              Neem uit gebruik
            </Button>
          )}
          {!isUsed && (
            <Button variant="subtle" name="act" value="removeOwnDisposition">
              Verwijder
            </Button>
          )}
        </Buttons>
      </form>
    </Frame>
  )
}
