"""Whatever questionnaire there is, it goes out as an XLSForm and comes in as it was."""

from hypothesis import HealthCheck, given, settings

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.xlsform_reading import read_xlsx
from medvirkning.surveys.xlsform_words import XlsformFault
from medvirkning.surveys.xlsform_writing import write_xlsx
from tests.xlsform_cast import questionnaires, texts


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaires(), texts)
def test_out_and_in_is_equal(questionnaire: Questionnaire, title: Localized) -> None:
    back = read_xlsx(write_xlsx(questionnaire, title))
    assert back.questionnaire == questionnaire
    assert back.title == title
    assert not [one for one in back.not_carried if one.reason is not XlsformFault.PIPING]
