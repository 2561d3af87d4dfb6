### The frame of the report: titles, facts, what stands around the settings, what the terminal sums up.

title = Cross-tenant access
# The $name of the own tenant.
title-of = Cross-tenant access of { $name }
separator = {", "}

# How often a $code occurred: $times.
code-times = { $code } ({ NUMBER($times, useGrouping: 0) } in these logs)

## Facts

own-tenants = Own tenants
period = Period
# $first, $last, $zone
period-of = { $first } – { $last } ({ $zone })
# In a time $zone.
no-events = no events ({ $zone })
records = Records
# $records, $files, $kept, $duplicates, $skipped
records-of = { NUMBER($records, useGrouping: 0) } read from { $files ->
    [one] 1 file
   *[other] { NUMBER($files) } files
 }: { NUMBER($kept, useGrouping: 0) } kept, { NUMBER($duplicates, useGrouping: 0) } duplicates, { NUMBER($skipped, useGrouping: 0) } skipped
filtered = Filtered

## Settings

on-default = Riding on the default
on-default-how = Every organisation, with the column setting:
# $count
rows-elsewhere = { NUMBER($count, useGrouping: 0) } more rows stay as they are or never succeeded: they are in tables/simulate.csv and in the workbook.
all-rows = All rows:
own-settings = The same with settings of your own:
recommend-how = All of it as one file; settings.ps1 instead makes a script:
always = Every list of applications also holds the four applications that guests meet on the way to any other, and Rights Management: one line each, in tables/recommend.csv and in the workbook.
clouds = Microsoft clouds
default-settings = Default settings

## On the terminal

inbound = inbound
outbound = outbound
# $direction, $name, $sign-ins, $failures and $users are in columns; $all and $people are the numbers of sign-ins and users.
partner = { $direction } { $name } { $sign-ins } { $all ->
    [one] {"sign-in "}
   *[other] sign-ins
 } { $failures } failed { $users } { $people ->
    [one] user
   *[other] users
 }
# $records, $kept, $duplicates, $skipped
sums = { NUMBER($records, useGrouping: 0) } { $records ->
    [one] record
   *[other] records
 } read: { NUMBER($kept, useGrouping: 0) } kept, { NUMBER($duplicates, useGrouping: 0) } duplicates, { NUMBER($skipped, useGrouping: 0) } skipped.
# The $page.
open = Open { $page }
