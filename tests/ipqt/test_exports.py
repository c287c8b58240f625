import csv
import io

import pytest

from ipqt.exports import BLOCK_ROWS, BOM, csv_blocks, csv_response, plain_text, safe_cell

FORMULAS = ["=1+1", "+44 20", "-1 day", "@name", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x"]


def written(*rows, header=("a", "b"), bom=False):
    return "".join(csv_blocks(rows, header=header, bom=bom))


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_gets_a_quote_in_front(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ward", "a=b", "'quoted'", "6 + 7", "’tis"])
def test_harmless_text_is_left_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("number", [-5, 0, -2.5, 1000])
def test_numbers_stay_numbers(number):
    assert safe_cell(number) is number


@pytest.mark.parametrize("text", [*FORMULAS, "", "Ward", "'quoted'", "'", "'=x", "''-x", "'＝x"])
def test_the_quote_is_taken_off_again_on_load(text):
    assert plain_text(safe_cell(text)) == text


def test_lines_end_as_rfc_4180_says():
    assert written(("x", 1)) == "a,b\r\nx,1\r\n"


def test_commas_quotes_and_line_ends_inside_a_cell_survive():
    row = ['say "yes", then', "two\r\nlines"]

    assert list(csv.reader(io.StringIO(written(row), newline="")))[1] == row


def test_nothing_known_is_a_blank_cell():
    assert written((None, "")) == "a,b\r\n,\r\n"


def test_the_file_begins_with_the_byte_order_mark_only_when_asked():
    assert written(bom=True) == f"{BOM}a,b\r\n"
    assert written(bom=False) == "a,b\r\n"


def test_a_long_file_comes_in_blocks_with_one_header_and_one_mark():
    rows = [(number, "x") for number in range(2 * BLOCK_ROWS)]

    blocks = list(csv_blocks(rows, header=("a", "b"), bom=True))

    assert [block.count("\r\n") for block in blocks] == [BLOCK_ROWS, BLOCK_ROWS, 1]
    assert "".join(blocks).count(BOM) == "".join(blocks).count("a,b") == 1


def test_a_download_is_private_and_named():
    response = csv_response(["a\r\n", "é\r\n"], filename="plan_items.csv")

    assert b"".join(response) == "a\r\né\r\n".encode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plan_items.csv"'
    assert response["Cache-Control"] == "private"
