package dev.opspilot.bot.instruments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes e-mail addresses, card numbers and access tokens out of what sources say. Pure. */
final class Redaction {
    static final String EMAIL = "[e-mail]";
    static final String CARD = "[card]";
    static final String TOKEN = "[token]";

    private static final int DEEPEST = 200;

    private static final Pattern EMAILS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");

    /** Tokens by the prefixes that their issuers give them, then JSON web tokens, then what follows “Bearer”. */
    private static final Pattern TOKENS = Pattern.compile("\\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{6,}"
            + "|\\bwhsec_[A-Za-z0-9+/=]{8,}"
            + "|\\bxox[abeoprs]-[A-Za-z0-9-]{6,}|\\bxapp-[A-Za-z0-9-]{6,}"
            + "|\\bgh[opsur]_[A-Za-z0-9]{6,}|\\bgithub_pat_[A-Za-z0-9_]{6,}|\\bglpat-[A-Za-z0-9_-]{6,}"
            + "|\\bsk-[A-Za-z0-9_-]{16,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bAIza[A-Za-z0-9_-]{20,}"
            + "|\\bphc_[A-Za-z0-9]{8,}|\\bphx_[A-Za-z0-9]{8,}|\\bsntrys_[A-Za-z0-9_=+/-]{8,}"
            + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?"
            + "|(?i:(?<=\\bbearer )[A-Za-z0-9._~+/=-]{8,})");

    /** Digits as cards carry them, in groups or not, and nothing that is part of a longer word or number. */
    private static final Pattern CARDS = Pattern.compile("(?<![A-Za-z0-9.])\\d(?:[ -]?\\d){12,18}(?![A-Za-z0-9])");

    /** How the numbers of the known card schemes begin; keeps times and ids from being taken for cards. */
    private static final Pattern SCHEMES = Pattern.compile("4\\d{12}(?:\\d{3}){0,2}|5[1-5]\\d{14}|2[2-7]\\d{14}"
            + "|3[47]\\d{13}|3[0689]\\d{12}|35\\d{14}|6(?:011|5\\d\\d|4[4-9]\\d)\\d{12}");

    private Redaction() {}

    static String of(String text) {
        String shorter = text.indexOf('@') < 0 ? text : EMAILS.matcher(text).replaceAll(EMAIL);
        shorter = TOKENS.matcher(shorter).replaceAll(Matcher.quoteReplacement(TOKEN));
        return CARDS.matcher(shorter).replaceAll(Redaction::card);
    }

    /** A copy of the tree with every text in it redacted, keys included, and numbers that are card numbers. */
    static JsonNode of(JsonNode node) {
        return of(node, 0);
    }

    private static JsonNode of(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return TextNode.valueOf("[nested too deep]");
        }
        return switch (node.getNodeType()) {
            case STRING -> TextNode.valueOf(of(node.textValue()));
            case NUMBER -> node.isIntegralNumber() && isCard(node.asText()) ? TextNode.valueOf(CARD) : node;
            case OBJECT -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    copy.set(of(field.getKey()), of(field.getValue(), depth + 1));
                }
                yield copy;
            }
            case ARRAY -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
                node.forEach(item -> copy.add(of(item, depth + 1)));
                yield copy;
            }
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> node;
        };
    }

    private static String card(MatchResult match) {
        return isCard(match.group().replaceAll("[ -]", "")) ? Matcher.quoteReplacement(CARD) : match.group();
    }

    private static boolean isCard(String digits) {
        return digits.length() >= 13 && SCHEMES.matcher(digits).matches() && luhn(digits);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
