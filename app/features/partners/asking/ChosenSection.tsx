import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { counted } from '#app/counted.ts'
import type { AskedView } from './asking-view.server.ts'

/** Before the questions open: who will get them, and a way back for who was chosen by mistake. */
export function ChosenSection({ asked, mayChange }: { asked: AskedView; mayChange: boolean }) {
  const { chosen } = asked
  const { answer, errors, values } = useForm('unchoosePartners')
  return (
    <section className="sm-sec" id="gekozen-organisaties" aria-labelledby="gekozen-kop">
      <h2 id="gekozen-kop">{counted(chosen.length, 'organisatie', 'organisaties')} gekozen</h2>
      {mayChange ? (
        <Fold summary="Bekijk de lijst, of haal er organisaties af" open={answer !== null || chosen.length <= 12}>
          <form method="post" className="form pq-invite" noValidate>
            <Checkboxes
              name="partnerIds"
              id="gekozen"
              legend="Wie wilt u van de lijst halen?"
              description="Zij krijgen geen bericht, en blijven in het partnerboek."
              choices={chosen.map(({ partnerId, name }) => ({ value: partnerId, label: name }))}
              values={values('partnerIds')}
              {...(errors.partnerIds ? { error: errors.partnerIds } : {})}
            />
            <Buttons>
              <Button name="act" value="unchoosePartners">
                Haal van de lijst
              </Button>
            </Buttons>
          </form>
        </Fold>
      ) : (
        <ul className="sm-bullets">
          {chosen.map(({ partnerId, name }) => (
            <li key={partnerId}>{name}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
