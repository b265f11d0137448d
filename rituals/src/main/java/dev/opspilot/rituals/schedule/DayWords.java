package dev.opspilot.rituals.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads days and times of day from words in any order. Not thread-safe; used once. */
final class DayWords {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?(am|pm)?");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern YEAR = Pattern.compile("20\\d\\d");
    private static final Pattern COUNTED = Pattern.compile("(?:day|week|weekday|month|quarter|year)s?");
    private static final Set<String> YEARLY = Set.of("yearly", "annually", "year", "every", "each");
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'is a' EEEE", Locale.ENGLISH);
    private static final List<String> ORDINALS = List.of("", "first", "second", "third", "fourth", "fifth");
    private static final Set<String> FILLERS = Set.of(
            "at",
            "on",
            "the",
            "every",
            "each",
            "and",
            "of",
            "month",
            "week",
            "year",
            "a",
            "&",
            "monthly",
            "weekly",
            "yearly",
            "annually",
            "o'clock");
    /** What to type instead. */
    static final String WAY = "Say it as in “weekdays at 08:00”, “every Monday 9am”, “first Monday of the month at"
            + " 9:00” or “tomorrow 9:00”.";

    private final List<String> words;
    private final LocalDate today;
    private int at;
    private int bare = -1;
    private final EnumSet<DayOfWeek> ofWeek = EnumSet.noneOf(DayOfWeek.class);
    private final Set<Integer> ofMonth = new TreeSet<>();
    private final Set<LocalTime> times = new LinkedHashSet<>();
    private Optional<Days> fixed = Optional.empty();
    private Optional<LocalDate> date = Optional.empty();

    DayWords(List<String> words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    DayWords read() throws MistakeException {
        Optional<Boolean> before = Optional.empty();
        int turns = 0;
        boolean again = false;
        while (at < words.size()) {
            int named = ofWeek.size() + ofMonth.size();
            boolean day = relative() || group() || ofWeek() || nth() || dated();
            if (day || time()) {
                turns += before.filter(was -> was != day).isPresent() ? 1 : 0;
                again |= day && !times.isEmpty() && ofWeek.size() + ofMonth.size() == named;
                before = Optional.of(day);
            } else if (!filler()) {
                throw new MistakeException("I do not understand “" + words.get(at) + "” here. " + WAY);
            }
        }
        // A single time holds on all the days all the same, unless some were meant to narrow others.
        if (turns > 1 && (times.size() > 1 || again)) {
            throw new MistakeException("All these times would hold on all these days; make one schedule for each.");
        }
        if (date.isPresent() && ofWeek.size() == 1) {
            LocalDate day = date.get();
            if (!ofWeek.remove(day.getDayOfWeek())) {
                throw new MistakeException(
                        FULL.format(day) + "; name one of the two, the date or the day of the week.");
            }
        }
        int kinds = (ofWeek.isEmpty() ? 0 : 1)
                + (ofMonth.isEmpty() ? 0 : 1)
                + (fixed.isPresent() ? 1 : 0)
                + (date.isPresent() ? 1 : 0);
        if (kinds > 1) {
            throw new MistakeException("These are several kinds of days at once; make one schedule for each. " + WAY);
        }
        return this;
    }

    List<LocalTime> times() {
        return List.copyOf(times);
    }

    /** The single day that was named. */
    Optional<LocalDate> date() {
        return date;
    }

    /** The days that come again. */
    Optional<Days> days() {
        if (!ofWeek.isEmpty()) {
            return Optional.of(new Days.OfWeek(ofWeek));
        }
        return ofMonth.isEmpty() ? fixed : Optional.of(new Days.OfMonth(ofMonth));
    }

    private String word(int ahead) {
        return at + ahead >= 0 && at + ahead < words.size() ? words.get(at + ahead) : "";
    }

    private boolean take(int count) {
        at += count;
        return true;
    }

    private boolean relative() {
        int days = switch (word(0)) {
            case "today" -> 0;
            case "tomorrow" -> 1;
            default -> -1;
        };
        if (days < 0) {
            return false;
        }
        date = Optional.of(today.plusDays(days));
        return take(1);
    }

    private boolean group() throws MistakeException {
        boolean every = Set.of("every", "each").contains(word(-1));
        boolean counted = word(0).matches("\\d+") && COUNTED.matcher(word(1)).matches();
        boolean second = word(0).matches("second|2nd")
                && !word(2).equals("of")
                && (dayOfWeek(word(1)).isPresent() || COUNTED.matcher(word(1)).matches());
        if (word(0).equals("other") || (every && (counted || second))) {
            throw new MistakeException("I cannot keep every " + (second ? "other" : word(0)) + " "
                    + (word(0).equals("other") ? "day or week" : word(1))
                    + "; name days of the week, or of the month, as in “second Friday of the month at 9:00”.");
        }
        Optional<Set<DayOfWeek>> days = days(word(0), word(1));
        days.ifPresent(ofWeek::addAll);
        return days.isPresent() && take(word(0).equals("business") ? 2 : 1);
    }

    private static Optional<Set<DayOfWeek>> days(String word, String next) {
        return switch (word) {
            case "daily", "day", "days", "everyday" -> Optional.of(EnumSet.allOf(DayOfWeek.class));
            case "weekday", "weekdays", "workday", "workdays" -> Optional.of(Days.WEEKDAYS);
            case "weekend", "weekends" -> Optional.of(Days.WEEKEND);
            case "business" -> next.startsWith("day") ? Optional.of(Days.WEEKDAYS) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** As in {@code monday}, {@code mon-fri}, {@code monday to friday}. */
    private boolean ofWeek() throws MistakeException {
        String[] range = word(0).split("[-–]", 2);
        Optional<DayOfWeek> from = dayOfWeek(range[0]);
        if (from.isEmpty()) {
            return false;
        }
        boolean spoken =
                range.length == 1 && Set.of("to", "-", "–", "through", "until").contains(word(1));
        Optional<DayOfWeek> to = range.length == 2 ? dayOfWeek(range[1]) : spoken ? dayOfWeek(word(2)) : from;
        DayOfWeek last =
                to.orElseThrow(() -> new MistakeException("Until which day? Type it as in “Monday to Friday”."));
        for (DayOfWeek day = from.get(); ; day = day.plus(1)) {
            ofWeek.add(day);
            if (day == last) {
                return take(spoken ? 3 : 1);
            }
        }
    }

    private static Optional<DayOfWeek> dayOfWeek(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            boolean shortened = word.length() >= 3 && word.length() <= 5 && name.startsWith(word);
            if (shortened || word.equals(name) || word.equals(name + "s")) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** As in {@code first monday of the month}, {@code last day of the month}, {@code 15th}. */
    private boolean nth() throws MistakeException {
        OptionalInt nth = ordinal(word(0));
        if (nth.isEmpty() || month(word(1)).isPresent()) {
            return false;
        }
        int place = nth.getAsInt();
        Optional<Set<DayOfWeek>> among = dayOfWeek(word(1)).<Set<DayOfWeek>>map(EnumSet::of);
        boolean business = word(1).equals("business");
        if (among.isEmpty() && !word(1).matches("days?")) {
            among = days(word(1), word(2)).filter(each -> each.size() < 7);
        }
        if (among.isPresent()) {
            if (place > 5 || place == 0) {
                throw new MistakeException("A month has no " + word(0) + " " + word(1) + ".");
            }
            if (fixed.isPresent()) {
                throw new MistakeException("Make one schedule for each of these days.");
            }
            fixed = Optional.of(new Days.NthOfMonth(place, among.get()));
            return take(business ? 3 : 2);
        }
        if (place != -1 && (place < 1 || place > 31)) {
            throw new MistakeException("A month has no " + word(0) + ".");
        }
        ofMonth.add(place == -1 ? 31 : place);
        return take(word(1).matches("days?") ? 2 : 1);
    }

    private static OptionalInt ordinal(String word) {
        if (word.equals("last")) {
            return OptionalInt.of(-1);
        }
        Matcher matcher = ORDINAL.matcher(word);
        if (matcher.matches()) {
            return OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
        int named = ORDINALS.indexOf(word);
        return named > 0 ? OptionalInt.of(named) : OptionalInt.empty();
    }

    /** As in {@code 2026-12-01}, {@code 1 december 2026}, {@code december 1st}, {@code yearly on 1 december}. */
    private boolean dated() throws MistakeException {
        if (ISO.matcher(word(0)).matches()) {
            date = Optional.of(date(word(0)));
            return take(1);
        }
        Optional<Month> before = month(word(0));
        Optional<Month> behind = month(word(1));
        String number = (before.isPresent() ? word(1) : word(0)).replaceAll("(st|nd|rd|th)$", "");
        if ((before.isEmpty() && behind.isEmpty()) || !number.matches("\\d{1,2}")) {
            return false;
        }
        Month month = before.or(() -> behind).orElseThrow();
        int day = Integer.parseInt(number);
        if (day < 1 || day > month.maxLength()) {
            throw new MistakeException("There is no " + word(0) + " " + word(1) + ".");
        }
        MonthDay yearly = MonthDay.of(month, day);
        boolean year = YEAR.matcher(word(2)).matches();
        if (year && !yearly.isValidYear(Integer.parseInt(word(2)))) {
            throw new MistakeException("There is no " + word(0) + " " + word(1) + " " + word(2) + ".");
        }
        if (year) {
            date = Optional.of(yearly.atYear(Integer.parseInt(word(2))));
        } else if (words.subList(0, at).stream().anyMatch(YEARLY::contains)) {
            fixed = Optional.of(new Days.OfYear(yearly));
        } else {
            date = IntStream.iterate(today.getYear(), each -> each + 1)
                    .filter(yearly::isValidYear)
                    .mapToObj(yearly::atYear)
                    .filter(each -> !each.isBefore(today))
                    .findFirst();
        }
        return take(year ? 3 : 2);
    }

    private static LocalDate date(String iso) throws MistakeException {
        try {
            return LocalDate.parse(iso);
        } catch (DateTimeException e) {
            throw new MistakeException("There is no day " + iso + ".");
        }
    }

    private static Optional<Month> month(String word) {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            if (word.equals(name) || (word.length() >= 3 && word.length() <= 4 && name.startsWith(word))) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    private boolean time() throws MistakeException {
        if (word(0).equals("noon") || word(0).equals("midnight")) {
            times.add(word(0).equals("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT);
            return take(1);
        }
        Matcher matcher = TIME.matcher(word(0));
        if (!matcher.matches()) {
            return false;
        }
        boolean apart = matcher.group(3) == null && Set.of("am", "pm").contains(word(1));
        String half = apart ? word(1) : matcher.group(3);
        int hour = Integer.parseInt(matcher.group(1));
        int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (minute > 59 || hour > (half == null ? 23 : 12) || (half != null && hour == 0)) {
            throw new MistakeException("“" + word(0) + (apart ? " " + half : "")
                    + "” is no time of day; type it as in 08:00" + " or 8am.");
        }
        bare = half == null && matcher.group(2) == null ? at : bare;
        times.add(LocalTime.of(half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0), minute));
        return take(apart ? 2 : 1);
    }

    private boolean filler() throws MistakeException {
        if (word(0).equals("at") && bare == at - 1 && bare >= 0) {
            throw new MistakeException("Is “" + word(-1) + "” a day or a time? Type it as in “" + word(-1) + ":00” or “"
                    + word(-1) + " December”.");
        }
        return FILLERS.contains(word(0)) && take(1);
    }
}
