from datetime import date

import pytest
from django import forms

from ipqt.forms import CleanCharField, NhsForm, UkDateField, clean_text
from ipqt.sign_in import SignInForm


class EveryField(NhsForm):
    name = CleanCharField(label="Name", help_text="As printed", widget=forms.TextInput(attrs={"data-x": "1"}))
    story = CleanCharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    due = UkDateField(label="Due")
    state = forms.ChoiceField(choices=[("", "Any"), ("live", [("a", "In progress"), ("b", "Waiting")])])
    voice = forms.ChoiceField(widget=forms.RadioSelect, choices=[("i", "I"), ("we", "We")])
    areas = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("1", "One"), ("2", "Two")]
    )
    agree = forms.BooleanField(label="I agree")
    word = forms.CharField(widget=forms.PasswordInput)
    sheet = forms.FileField()
    token = forms.CharField(widget=forms.HiddenInput)
    amount = forms.IntegerField(max_value=9)


GOOD = {
    "name": "A & B",
    "due": "31/3/2025",
    "state": "b",
    "voice": "we",
    "areas": ["1", "2"],
    "agree": "on",
    "word": "secret",
    "token": "t",
    "amount": "3",
}


def test_every_field_is_drawn_as_its_nhs_component():
    form = EveryField(GOOD)

    assert 'class="nhsuk-input" id="id_name" name="name" type="text"' in form["name"].as_field_group()
    assert 'value="A &amp; B"' in str(form["name"])
    assert 'data-x="1"' in str(form["name"])
    assert "As printed" in str(form["name"])
    assert 'rows="4"' in str(form["story"])
    assert "cols" not in str(form["story"])
    assert '<option value="b" selected>' in str(form["state"])
    assert 'id="id_voice-2" name="voice" type="radio" value="we" checked' in str(form["voice"])
    assert str(form["areas"]).count("checked") == 2
    assert 'id="id_agree" name="agree" type="checkbox" value="on" checked' in str(form["agree"])
    assert "nhsuk-file-upload" in str(form["sheet"])
    assert str(form["token"]) == '<input type="hidden" name="token" value="t" id="id_token">'
    assert 'type="number"' in str(form["amount"])


def test_a_password_is_never_sent_back():
    assert "secret" not in str(EveryField(GOOD)["word"])


def test_browsers_do_not_check_before_the_server_so_that_errors_look_alike():
    assert " required" not in "".join(str(field) for field in EveryField())


def test_a_right_form_has_no_error_summary():
    form = NhsForm({})

    assert form.error_summary == ""
    assert form.title_prefix == ""


def test_the_error_summary_links_each_error_to_its_field():
    form = EveryField({})

    assert form.title_prefix == "Error: "
    assert "There is a problem" in form.error_summary
    assert 'href="#id_name"' in form.error_summary
    assert 'href="#id_voice"' in form.error_summary
    assert 'id="id_voice" name="voice"' in str(form["voice"])


def test_an_error_of_the_whole_form_or_a_hidden_field_links_to_the_first_field():
    form = EveryField({})
    form.add_error(None, "Both dates are <wrong>.")

    assert form.error_summary.count('href="#id_name"') == 3
    assert "Both dates are &lt;wrong&gt;." in form.error_summary


def test_an_error_stands_at_its_field_in_words():
    markup = str(EveryField({"due": "31/2/2025"})["due"])

    assert "Enter a real date, for example 31/3/2025 or 2025-03-31." in markup
    assert 'value="31/2/2025"' in markup
    assert 'aria-describedby="id_due-error"' in markup


def test_a_widget_without_an_nhs_component_is_an_error_of_ours():
    class Odd(NhsForm):
        many = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No NHS component shows a SplitDateTimeWidget"):
        str(Odd()["many"])


@pytest.mark.parametrize("text", ["3/4/2025", "03/04/2025", "2025-04-03"])
def test_a_date_is_read_day_first(text):
    assert UkDateField().clean(text) == date(2025, 4, 3)


def test_a_date_is_shown_as_people_write_it():
    class Due(NhsForm):
        due = UkDateField(required=False)

    assert 'value="3/4/2025"' in str(Due(initial={"due": date(2025, 4, 3)})["due"])
    assert UkDateField().clean(date(2025, 4, 3)) == date(2025, 4, 3)
    assert UkDateField(required=False).clean("") is None


@pytest.mark.parametrize(
    "text", ["12/31/2025", "tomorrow", "31.3.2025", "2025-3-31", "99999999999999999999/1/1"]
)
def test_anything_else_is_no_date(text):
    with pytest.raises(forms.ValidationError, match="Enter a real date"):
        UkDateField().clean(text)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x85", "\ud800"])
def test_control_characters_are_refused(letter):
    with pytest.raises(forms.ValidationError, match="characters that cannot be shown"):
        CleanCharField().clean(f"on{letter}track")


def test_a_line_break_is_only_allowed_where_there_are_lines():
    assert clean_text("one\ntwo", lines=True) == "one\ntwo"
    with pytest.raises(forms.ValidationError):
        clean_text("one\ntwo")


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u00a0 \u2003", "\u2060\ufeff", "\u3164\u2800", "\u00ad"])
def test_text_that_nobody_can_see_is_blank(text):
    with pytest.raises(forms.ValidationError, match="required"):
        CleanCharField().clean(text)


def test_the_text_that_can_be_seen_stays_as_it_was_typed():
    assert CleanCharField().clean("Résumé – “so‑called” 👩‍⚕️") == "Résumé – “so‑called” 👩‍⚕️"


def test_the_sign_in_form_tells_browsers_and_password_managers_what_it_wants():
    form = SignInForm()

    assert 'type="email"' in str(form["username"])
    assert 'autocomplete="username"' in str(form["username"])
    assert 'spellcheck="false"' in str(form["username"])
    assert 'autocomplete="current-password"' in str(form["password"])
