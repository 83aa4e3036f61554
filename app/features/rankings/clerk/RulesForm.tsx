import { useRef } from 'react'
import { tieRules } from '#app/features/rankings/counting/outcome.ts'
import { tieRuleWords } from '#app/features/rankings/session.ts'
import { useForm } from '#app/forms/use-form.ts'
import { formatDate } from '#app/local-date.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { useUnsaved } from '#app/ui/use-unsaved.ts'
import type { PrepareView } from './clerk-view.server.ts'

const orders = ['Eerst', 'Daarna', 'En daarna']
const rules = tieRules.map((rule) => ({ value: rule, label: tieRuleWords[rule].label }))

/** How lists are made and counted, and when. */
export function RulesForm({ prepare, saved }: { prepare: PrepareView; saved: boolean }) {
  const form = useRef<HTMLFormElement>(null)
  useUnsaved(form)
  const stored = prepare.rules
  const { answer, errors, value, values, field } = useForm('saveRankingRules', {
    ...{ k: stored.k, unrankedRank: stored.unrankedRank, meetingKind: stored.meetingKind, seen: stored.seen },
    heldOn: stored.heldOn ? formatDate(stored.heldOn) : '',
  })
  const chain = answer ? values('tieChain') : stored.tieChain
  return (
    <section className="sm-sec" id="regels" aria-labelledby="regels-kop">
      <h2 id="regels-kop" className="read">
        Regels
      </h2>
      {saved && <StatusMessage>De regels zijn bewaard.</StatusMessage>}
      <form ref={form} method="post" className="form gap-2" noValidate>
        <input type="hidden" name="seen" value={value('seen')} />
        <div className="sm-row2 ck-top">
          <TextInput
            {...field('k')}
            label="Hoeveel plaatsen heeft een lijst?"
            description="Bij vijf plaatsen maakt elke groep een top vijf."
            inputMode="numeric"
            width="short"
          />
          <TextInput
            {...field('unrankedRank')}
            label="Als welke plaats telt een onderwerp zonder plaats?"
            description="Meestal één meer dan er plaatsen zijn. Een hoger getal straft harder dat een groep het niet koos."
            inputMode="numeric"
            width="short"
          />
        </div>
        <fieldset
          className={errors.tieChain ? 'utrecht-form-fieldset ck-chain has-error' : 'utrecht-form-fieldset ck-chain'}
          aria-describedby="keten-uitleg"
        >
          <legend className="utrecht-form-fieldset__legend">Wat beslist bij een gelijke som?</legend>
          <p className="utrecht-form-field-description" id="keten-uitleg">
            Kies regels in de volgorde waarin zij gelden, of geen. Wat daarna nog gelijk is, deelt een plaats, tenzij de
            vergadering besluit.
          </p>
          <div className="sm-row3">
            {tieRules.map((_, at) => (
              <Select
                key={at}
                name="tieChain"
                id={`keten-${at + 1}`}
                label={orders[at]}
                options={rules}
                empty="Geen regel"
                defaultValue={chain[at] ?? ''}
                error={at === 0 ? errors.tieChain : undefined}
              />
            ))}
          </div>
          <dl className="ck-rules">
            {tieRules.map((rule) => (
              <div key={rule}>
                <dt>{tieRuleWords[rule].label}:</dt> <dd>{tieRuleWords[rule].because}.</dd>
              </div>
            ))}
          </dl>
        </fieldset>
        <div className="sm-row2 ck-top">
          <TextInput
            {...field('meetingKind')}
            label="Soort vergadering"
            description="Bijvoorbeeld: informatieve raad."
            optional
          />
          <TextInput
            {...field('heldOn')}
            label="Datum van de vergadering"
            description="Bijvoorbeeld: 28 april 2016."
            optional
          />
        </div>
        <Buttons>
          <Button name="act" value="saveRankingRules">
            Bewaar de regels
          </Button>
        </Buttons>
      </form>
    </section>
  )
}
