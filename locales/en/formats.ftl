### What `formats` says: each export by what people call it, and how to get it.

question = Which exports are read?
note = Plain, .gz, .zst or .zip; UTF-8, UTF-16 or CP932; single files or folders. The content decides, not the name.

