"""A filled-in workbook: seen first, then written once, all of it or nothing."""

import re
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from deliverables.cycle.reporting import save_draft, submit_update
from deliverables.cycle.words import UpdateWords
from deliverables.models import Change, Update, WorkbookLoad
from tests.deliverables.reporting_rows import GREEN
from tests.deliverables.workbooks.desks import Desk, words_of
from tests.factories import MembershipFactory, PlanItemFactory, UpdateFactory


def test_what_a_lead_fills_in_is_shown_first_and_written_by_the_button(desk, quarter, green):
    cells = (
        desk.cells()
        .fill("Y1-D2", **green)
        .step("Y1-D2", quarter.code, "Ask the wards", "Ann", date(2026, 3, 1))
    )

    preview = desk.load(cells)

    assert "0 updates would be submitted and 1 draft saved. 1 row would change nothing." in words_of(preview)
    assert "Ask the wards (Ann, by 1 March 2026)" in words_of(preview)
    assert not Update.objects.filter(period=quarter.period).exists()

    done = desk.apply(preview)

    update = desk.stored(quarter.second)
    assert (update.workflow, update.state, update.summary) == ("draft", "in_progress", "Policy drafted.")
    assert (update.forecast_end, update.forecast_precision) == (date(2026, 3, 31), "day")
    assert [step.text for step in update.steps.all()] == ["Ask the wards"]
    assert f"Y1-D2 of {quarter.code}" in words_of(done)
    assert "Go to your updates" in words_of(done)
    assert Change.objects.filter(record="workbook", action="loaded", user=quarter.lead).count() == 1


def test_yes_under_submit_hands_it_to_the_office(desk, quarter, green):
    done = desk.apply(desk.load(desk.cells().fill("Y1-D2", **green, submit="Yes")))

    assert "1 update submitted, 0 drafts saved." in words_of(done)
    update = desk.stored(quarter.second)
    assert (update.workflow, update.author, update.no_change) == ("submitted", quarter.lead, False)


def test_submit_alone_says_no_change_still_true(desk, quarter):
    preview = desk.load(desk.cells().fill("Y1-D1", submit="Yes"))
    assert "No change, still true: would be submitted." in words_of(preview)

    desk.apply(preview)

    update = desk.stored(quarter.first)
    assert (update.workflow, update.no_change, update.summary) == ("submitted", True, "One ward opened.")


def test_a_workbook_that_nobody_touched_changes_nothing(desk, quarter):
    preview = desk.load(desk.download())

    assert "It changes nothing: everything in it stands here already." in words_of(preview)
    assert "<button" not in preview.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_same_file_twice_changes_nothing_the_second_time(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green).fill("Y1-D1", submit="Yes")
    desk.apply(desk.load(cells))
    versions = list(Update.objects.filter(period=quarter.period).values_list("pk", "version"))
    changes = Change.objects.count()

    again = desk.load(cells)

    assert "It changes nothing" in words_of(again)
    assert list(Update.objects.filter(period=quarter.period).values_list("pk", "version")) == versions
    assert Change.objects.count() == changes


def test_a_double_click_writes_once(desk, quarter, green):
    preview = desk.load(desk.cells().fill("Y1-D2", **green))
    desk.apply(preview)
    changes = Change.objects.count()

    again = desk.apply(preview)

    assert "The workbook is loaded." in words_of(again)
    assert Change.objects.count() == changes
    assert desk.stored(quarter.second).version == 1


def test_rows_taken_out_of_the_file_stay_as_they_are(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green)
    cells.sheets["Updates"].remove(cells.row_of("Y1-D1"))

    desk.apply(desk.load(cells))

    assert desk.stored(quarter.first) is None
    assert desk.stored(quarter.second).summary == "Policy drafted."


def save(quarter, duty, *, by=None, version=0, **words) -> Update:
    return save_draft(
        duty_id=duty.pk,
        words=UpdateWords(**{**GREEN, **words}),
        expected_version=version,
        by=by or quarter.lead,
    )


def test_words_saved_on_the_site_meanwhile_are_shown_beside_and_stay_unless_chosen(desk, quarter, green):
    colleague = MembershipFactory(programme=quarter.programme, role="office").user
    cells = desk.cells().fill("Y1-D2", **green)
    save(quarter, quarter.second, by=colleague, summary="Written on the site.")

    preview = desk.load(cells)

    html = words_of(preview)
    assert "Saved here since you downloaded" in html
    assert "Written on the site." in html
    assert "Policy drafted." in html
    assert f"Last saved here by {colleague}." in html

    done = desk.apply(preview)

    assert desk.stored(quarter.second).summary == "Written on the site."
    assert "Left out" in words_of(done)


def test_the_words_of_the_file_stand_where_they_are_chosen(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green)
    save(quarter, quarter.second, summary="Written on the site.")

    desk.apply(desk.load(cells), take=[quarter.second.pk])

    assert desk.stored(quarter.second).summary == "Policy drafted."


def test_a_row_that_nobody_touched_is_no_conflict_with_newer_words(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green)
    save(quarter, quarter.first, summary="Written on the site.")

    preview = desk.load(cells)

    assert preview.context["found"].conflicts == []
    desk.apply(preview)
    assert desk.stored(quarter.first).summary == "Written on the site."


def test_words_saved_while_the_preview_stands_are_not_overwritten(desk, quarter, green):
    preview = desk.load(desk.cells().fill("Y1-D2", **green).fill("Y1-D1", summary="Three wards."))
    save(quarter, quarter.second, summary="Written on the site.")

    refused = desk.apply(preview)

    assert refused.status_code == 409
    assert "Somebody saved one of these updates after this page was shown" in words_of(refused)
    assert desk.stored(quarter.first) is None
    assert desk.stored(quarter.second).summary == "Written on the site."


def test_submitted_and_accepted_updates_are_left_out_and_named(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green).fill("Y1-D1", summary="Three wards.")
    submit_update(duty_id=quarter.second.pk, words=UpdateWords(**GREEN), expected_version=0, by=quarter.lead)

    preview = desk.load(cells)

    assert "Left out: with the programme office" in words_of(preview)
    desk.apply(preview)
    assert desk.stored(quarter.second).summary == "Two wards opened."
    assert desk.stored(quarter.first).summary == "Three wards."


def test_a_returned_update_can_be_mended_in_the_workbook(desk, quarter, green):
    UpdateFactory(
        item=quarter.second.item, organisation=quarter.trust, period=quarter.period, workflow="returned"
    )

    desk.apply(desk.load(desk.cells().fill("Y1-D2", **green, submit="Yes")))

    assert desk.stored(quarter.second).workflow == "submitted"


def test_a_period_locked_meanwhile_refuses_the_file_and_the_button(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green)
    preview = desk.load(cells)
    quarter.period.locked_at = timezone.now()
    quarter.period.save()

    applied, loaded = desk.apply(preview), desk.load(cells)

    assert (applied.status_code, loaded.status_code) == (409, 409)
    assert "Quarter 4 is locked, so nothing was saved." in words_of(applied)
    assert "Quarter 4 is locked, so nothing was saved." in words_of(loaded)
    assert desk.stored(quarter.second) is None
    assert desk.download()


def test_one_row_that_cannot_be_written_keeps_all_of_them_out(desk, quarter, green):
    preview = desk.load(
        desk.cells().fill("Y1-D1", summary="Three wards.").fill("Y1-D2", **green, submit="Yes")
    )
    rows = WorkbookLoad.objects.get()
    rows.rows[1]["words"]["confidence"] = ""
    rows.save()
    shown = desk.client.get(rows.get_absolute_url())

    refused = desk.apply(shown)

    assert refused.status_code == 409
    assert "Choose green, amber or red." in words_of(refused)
    assert not Update.objects.filter(period=quarter.period).exists()
    assert preview.status_code == 200


def test_an_item_taken_out_of_the_plan_meanwhile_is_said_so(desk, quarter, green):
    other = PlanItemFactory(programme=quarter.programme, ref="Y2-D9")
    preview = desk.load(desk.cells().fill("Y1-D2", state="Absorbed", summary="Merged.", goes_to="Y2-D9"))
    other.delete()

    refused = desk.apply(preview)

    assert refused.status_code == 409
    assert "something that it names is gone" in words_of(refused)


def test_links_and_dates_as_text_are_read(desk, quarter):
    cells = (
        desk.cells()
        .fill(
            "Y1-D1",
            state="waiting",
            waits_for="x-1",
            forecast_end="30/6/2026",
            actual_start="2026-01-05",
            actual_precision="Day",
            reason="Late plan.",
            cause="Treasury",
            control="Outside our control",
        )
        .fill(
            "Y1-D2",
            state="Carried forward",
            goes_to="y1-d1",
            summary="Next year.",
            actual_end=datetime(2026, 1, 6),  # noqa: DTZ001
            actual_precision="day",
        )
    )

    desk.apply(desk.load(cells))

    first, second = desk.stored(quarter.first), desk.stored(quarter.second)
    assert (first.waits_for.ref, first.forecast_end) == ("X-1", date(2026, 6, 30))
    assert (first.actual_start, first.control) == (date(2026, 1, 5), "outside")
    assert (second.goes_to, second.actual_end) == (quarter.first.item, date(2026, 1, 6))


def test_text_that_looks_like_a_formula_or_markup_stays_text(desk, quarter, green):
    words = '=cmd|"/c calc" <script>alert(1)</script> _x000D_'
    preview = desk.load(desk.cells().fill("Y1-D2", **{**green, "summary": words}))

    assert "<script>alert" not in preview.content.decode()
    desk.apply(preview)

    assert desk.stored(quarter.second).summary == words
    assert desk.cells().row_of("Y1-D2")[10] == words


def test_somebody_elses_preview_is_not_there(desk, client, quarter, green):
    load = desk.load(desk.cells().fill("Y1-D2", **green)).context["load"]
    office = Desk(client, quarter, MembershipFactory(programme=quarter.programme, role="office").user)

    assert client.get(load.get_absolute_url()).status_code == 404
    assert client.post(load.get_absolute_url(), {"seen": "x"}).status_code == 404
    assert office.download()


def test_a_tampered_choice_writes_nothing(desk, quarter, green):
    preview = desk.load(desk.cells().fill("Y1-D2", **green))

    assert desk.apply(preview, take=["999999"]).status_code == 400
    assert desk.apply(preview, take=["x"]).status_code == 400
    assert desk.apply(preview, seen="0" * 64).status_code == 409
    assert desk.apply(preview, seen="").status_code == 400
    assert desk.stored(quarter.second) is None


def test_a_lead_who_lost_the_right_meanwhile_writes_nothing(desk, quarter, green):
    preview = desk.load(desk.cells().fill("Y1-D2", **green))
    quarter.lead.memberships.all().delete()

    assert desk.apply(preview).status_code == 404
    assert desk.stored(quarter.second) is None


def test_previews_of_more_than_a_week_ago_are_forgotten(desk, quarter, green):
    cells = desk.cells().fill("Y1-D2", **green)
    old = desk.load(cells).context["load"]
    WorkbookLoad.objects.update(created_at=datetime(2026, 1, 1, tzinfo=timezone.get_current_timezone()))

    desk.load(cells)

    assert WorkbookLoad.objects.exclude(pk=old.pk).count() == WorkbookLoad.objects.count() == 1


def test_the_token_of_the_form_is_asked_for(client, desk, quarter, green):
    content = desk.download()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(quarter.lead)
    stranger = Desk(strict, quarter, quarter.lead)
    assert stranger.load(content).status_code == 403

    page = strict.get(stranger.address())
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode().partition("<main")[2]
    )
    file = SimpleUploadedFile("filled in.xlsx", content)
    sent = {"file": file, "csrfmiddlewaretoken": token[1]}

    assert strict.post(stranger.address(), sent, follow=True).status_code == 200
