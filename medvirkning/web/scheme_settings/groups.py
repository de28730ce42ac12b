"""The groups of settings that a scheme has, in the order one thinks of them."""

from flask_babel import lazy_gettext as _l

from medvirkning.grants.scheme_words import (
    AccountSource,
    Intake,
    MissingReport,
    OrganisationNumber,
    OwnShare,
    PaymentWay,
    SignIn,
)
from medvirkning.grants.words import WITHOUT_ORGANISATION_NUMBER, ApplicantKind, DecidingMode
from medvirkning.web.scheme_settings.asked import WARNS, Asked, Group, Kind, words_of

PER_CENT = _l("per cent")
NO_LIMIT = _l("Leave it empty if there is no limit.")

CRITERIA = Group(
    "kriterier",
    _l("Criteria"),
    _l("What applications are measured against, as it was adopted."),
)
ADOPTION = Group(
    "nye-kriterier",
    _l("Adopt new criteria"),
    _l("Rounds that have opened keep the criteria they opened with. The new ones count for rounds that open later."),
    (
        Asked("adopted_by", Kind.LINE, _l("Who has adopted them?"), _l("Body and case number.")),
        Asked("adopted_on", Kind.DAY, _l("Which day were they adopted?")),
        Asked(
            "criteria",
            Kind.ROWS,
            _l("Criteria"),
            _l("In this order on the form, in the letter and on the scheme's page."),
            add=_l("Add a criterion"),
        ),
        Asked("by_priority", Kind.FLAG, _l("The criteria stand by priority: the first weighs most.")),
    ),
)
ROUNDS = Group(
    "runder",
    _l("Rounds and deadlines"),
    _l("When one may apply, and how much there is to share out."),
    (
        Asked("intake", Kind.CHOICE, _l("When may one apply?"), choices=words_of(Intake)),
        Asked(
            "answer_days",
            Kind.NUMBER,
            _l("Within how many days does one get an answer?"),
            _l("Only where one may apply at any time."),
            suffix=_l("days"),
            optional=True,
        ),
    ),
)

GROUPS = (
    Group(
        "om",
        _l("About the scheme"),
        _l("What it is called, what it is for, and who has adopted it."),
        (
            Asked("name", Kind.LINE, _l("What is the scheme called?")),
            Asked("purpose", Kind.LINES, _l("What is the money for?"), _l("The first thing an applicant reads.")),
            Asked("adopted_by", Kind.LINE, _l("Who has adopted the scheme?"), _l("Body, case number and day.")),
            Asked(
                "zones",
                Kind.SEVERAL,
                _l("Which zones does it cover?"),
                _l("Tick none if it covers all."),
                optional=True,
            ),
            Asked("contact_name", Kind.WORD, _l("Who answers questions?")),
            Asked("contact_email", Kind.WORD, _l("E-mail address for questions")),
            Asked("note", Kind.NOTE, _l("Note"), _l("Only those who see these pages can read it."), optional=True),
        ),
    ),
    Group(
        "hvem",
        _l("Who may apply"),
        _l("The kinds of applicants."),
        (Asked("applicant_kinds", Kind.SEVERAL, _l("Who may apply?"), choices=words_of(ApplicantKind)),),
    ),
    Group(
        "krav",
        _l("What is required of those who apply"),
        _l("Organisation number, register, sign-in, and a second person."),
        (
            Asked(
                "organisation_number",
                Kind.CHOICE,
                _l("Organisation number"),
                _l("People and groups never have one."),
                choices=words_of(OrganisationNumber),
            ),
            Asked(
                "voluntary_register",
                Kind.FLAG,
                _l("The applicant must be in the register of voluntary organisations."),
            ),
            Asked(
                "register_exempt",
                Kind.SEVERAL,
                _l("Who need not be in it?"),
                _l("People and groups never need to."),
                choices=[(kind, word) for kind, word in words_of(ApplicantKind)
                         if kind not in WITHOUT_ORGANISATION_NUMBER],
                optional=True,
            ),
            Asked("register_stops", Kind.FLAG, _l("Stop those whom the register does not know. Else they are warned.")),
            Asked("sign_in", Kind.CHOICE, _l("How does one sign in to apply?"), choices=words_of(SignIn)),
            Asked("second_confirms", Kind.FLAG, _l("One more person must stand behind the application.")),
            Asked(
                "only_warns",
                Kind.SEVERAL,
                _l("What may be sent all the same?"),
                _l("What you tick gives a warning and stops nobody. The rest stops the application."),
                choices=WARNS,
                optional=True,
            ),
        ),
    ),
    ROUNDS,
    Group(
        "belop",
        _l("Amounts and shares"),
        _l("How much one may apply for, and how much one must cover."),
        (
            Asked("least_amount", Kind.KRONER, _l("The least one may apply for"), NO_LIMIT, optional=True),
            Asked("most_amount", Kind.KRONER, _l("The most one may apply for"), NO_LIMIT, optional=True),
            Asked("most_per_year", Kind.KRONER, _l("The most for one applicant in a year"), NO_LIMIT, optional=True),
            Asked("most_over_years", Kind.KRONER, _l("The most for one applicant in several years"), NO_LIMIT,
                  optional=True),
            Asked("ceiling_years", Kind.NUMBER, _l("How many years is that?"),
                  _l("Calendar years, with the one that is now."), _l("years"), optional=True),
            Asked("most_share", Kind.NUMBER, _l("Largest share of the cost"), NO_LIMIT, PER_CENT, optional=True),
            Asked("own_share", Kind.NUMBER, _l("Least own share"), NO_LIMIT, PER_CENT, optional=True),
            Asked("lower_share", Kind.NUMBER, _l("Own share where the need is documented"),
                  _l("Leave it empty if all cover the same. Ask for the document under Attachments."), PER_CENT,
                  optional=True),
            Asked("own_counts", Kind.SEVERAL, _l("What counts as own share?"), choices=words_of(OwnShare)),
            Asked("most_fees", Kind.NUMBER, _l("Largest share that may go to fees"), NO_LIMIT, PER_CENT, optional=True),
            Asked(
                "most_aid",
                Kind.KRONER,
                _l("Most public support to a business in three years"),
                _l("Leave it empty, and businesses are not asked."),
                optional=True,
            ),
        ),
    ),
    Group(
        "stottes-ikke",
        _l("What is not supported, and conditions"),
        _l("What the applicant is asked about first, and what the letter says one must keep to."),
        (
            Asked("not_funded", Kind.ROWS, _l("The scheme gives no money for"), add=_l("Add something")),
            Asked(
                "conditions",
                Kind.ROWS,
                _l("Conditions"),
                _l("They stand in the letter to everyone who gets money."),
                add=_l("Add a condition"),
            ),
        ),
    ),
    CRITERIA,
    Group(
        "vedlegg",
        _l("Attachments and the ground"),
        _l("What is to be enclosed, and what is asked where something is built."),
        (
            Asked("wanted", Kind.ROWS, _l("Attachments"), add=_l("Add an attachment")),
            Asked("asks_land", Kind.FLAG, _l("Ask whose ground it is where something is built or put up.")),
            Asked("asks_upkeep", Kind.FLAG, _l("Ask who runs it and looks after it.")),
        ),
    ),
    Group(
        "vedtak",
        _l("Decision and appeal"),
        _l("Who decides, and who hears an appeal."),
        (
            Asked("deciding_mode", Kind.CHOICE, _l("How is it decided?"), choices=words_of(DecidingMode)),
            Asked("may_agree", Kind.FLAG, _l("Members may agree with another's assessment."),
                  _l("Then a member can choose to see the others' points in a case in place of giving their own."
                     " It counts as having assessed the case, and never in the points.")),
            Asked("decided_by", Kind.LINE, _l("Who decides?"), _l("As the letter says it.")),
            Asked("appeal_body", Kind.LINE, _l("Who decides an appeal?"), _l("As the letter says it.")),
            Asked("appeal_weeks", Kind.NUMBER, _l("How long may one appeal?"),
                  _l("The law gives at least three weeks."), suffix=_l("weeks")),
        ),
    ),
    Group(
        "rapport",
        _l("Report"),
        _l("When one must tell how it went, and with what."),
        (
            Asked(
                "report_months", Kind.NUMBER, _l("How long after it ended is the report due?"), suffix=_l("months")
            ),
            Asked(
                "report_day",
                Kind.WORD,
                _l("Or a day of the year"),
                _l("Month and day, such as 12-15. It goes before the months."),
                optional=True,
            ),
            Asked(
                "auditor_from",
                Kind.KRONER,
                _l("From which sum must an auditor approve the accounts?"),
                _l("Leave it empty if never."),
                optional=True,
            ),
            Asked("second_signer", Kind.FLAG, _l("Two people must sign the report.")),
            Asked(
                "missing_report",
                Kind.CHOICE,
                _l("And if an earlier report is missing?"),
                choices=words_of(MissingReport),
            ),
        ),
    ),
    Group(
        "utbetaling",
        _l("Payment"),
        _l("When the money is paid, and to which account."),
        (
            Asked("payment", Kind.CHOICE, _l("When is the money paid?"), choices=words_of(PaymentWay)),
            Asked(
                "first_share",
                Kind.NUMBER,
                _l("How much is paid first?"),
                _l("Only where the payment is divided."),
                PER_CENT,
                optional=True,
            ),
            Asked("account_source", Kind.CHOICE, _l("Where is the account number from?"),
                  choices=words_of(AccountSource)),
        ),
    ),
)  # fmt: skip
BY_SLUG = {group.slug: group for group in GROUPS}
