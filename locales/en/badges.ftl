### Words beside the name of a row that stands out.

new = new
not-listed = not expected
expired = no longer expected
