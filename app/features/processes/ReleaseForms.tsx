import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { DataList } from '#app/ui/Marks.tsx'

/** What the release sets off, and the button. While something is missing the button leads to the first gap. */
export function ReleaseForm({
  facts,
  onlineEarlier,
  mayRelease,
  approvers,
}: {
  facts: readonly { term: string; value: string }[]
  /** The first day in words when it is past: then the official says where the plan was online. */
  onlineEarlier: string | null
  mayRelease: boolean
  approvers: readonly string[]
}) {
  const form = useForm('releaseProcess')
  return (
    <form className="form gap-2" method="post" noValidate>
      <DataList items={facts} />
      <div>
        <h3>Dit gebeurt er als u vrijgeeft</h3>
        <ul className="sm-why gap-1">
          <Fact>Bewoners zien het traject en kunnen het plan lezen.</Fact>
          <Fact>Op de eerste dag gaat het formulier vanzelf open, na de laatste dag gaat het dicht.</Fact>
          <Fact>
            De titel, het besluit, de regels, de datums en de tekst van het plan liggen vast. U kunt het traject daarna
            alleen nog intrekken.
          </Fact>
        </ul>
      </div>
      {onlineEarlier && mayRelease && (
        <CheckboxField
          name="wasOnlineEarlier"
          value="on"
          defaultChecked={form.isTicked('wasOnlineEarlier')}
          label={`Het plan stond al sinds ${onlineEarlier} online op een andere plek`}
          more="De termijn begint pas als het plan ook online te lezen is. Stond het nergens online? Kies dan een latere eerste dag."
          {...(form.errors.wasOnlineEarlier ? { error: form.errors.wasOnlineEarlier } : {})}
        />
      )}
      {mayRelease ? (
        <Buttons>
          <Button variant="primary-action" name="act" value="releaseProcess">
            Geef het traject vrij
          </Button>
        </Buttons>
      ) : (
        <Notice kind="info" title="Vrijgeven doet een vaststeller">
          {approvers.length > 0
            ? `In uw gemeente kan dat: ${approvers.join(', ')}.`
            : 'Vraag de beheerder van uw gemeente om die rol.'}
        </Notice>
      )}
    </form>
  )
}

function Fact({ children }: { children: string }) {
  return (
    <li>
      <Icon name="check" />
      <span>{children}</span>
    </li>
  )
}

/** Takes a released process back, with the reason that residents read. */
export function WithdrawProcessForm() {
  const form = useForm('withdrawProcess')
  return (
    <Fold summary="Het traject intrekken" open={form.errors.reason !== undefined}>
      <form className="form" method="post" noValidate>
        <p className="soft">
          Bewoners kunnen dan niet meer reageren. Het traject blijft te lezen, met uw reden erbij. Dit kunt u niet
          ongedaan maken.
        </p>
        <TextArea
          {...form.field('reason')}
          label="Waarom trekt u het traject in?"
          description="Bewoners lezen deze tekst."
          short
        />
        <Buttons>
          <Button variant="danger" name="act" value="withdrawProcess">
            Trek het traject in
          </Button>
        </Buttons>
      </form>
    </Fold>
  )
}
