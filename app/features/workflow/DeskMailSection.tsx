import { Button } from '#app/ui/Button.tsx'

/** Whether an official wants what is told at the desk by mail too. */
export function DeskMailSection({ wantsMail }: { wantsMail: boolean }) {
  return (
    <section className="sm-sec" aria-labelledby="berichten-kop">
      <h2 id="berichten-kop">Berichten</h2>
      <p className="soft small">
        Wat op uw naam komt, terugkomt of af moet, en waar iemand u noemt. Bij Vandaag staat het altijd.
      </p>
      <form method="post">
        <label className="check" htmlFor="wantsMail">
          <input
            className="utrecht-checkbox utrecht-checkbox--html-input"
            type="checkbox"
            id="wantsMail"
            name="wantsMail"
            defaultChecked={wantsMail}
          />
          <span>Mail mij deze berichten ook</span>
        </label>
        <Button small name="act" value="chooseDeskMail">
          Bewaar
        </Button>
      </form>
    </section>
  )
}
