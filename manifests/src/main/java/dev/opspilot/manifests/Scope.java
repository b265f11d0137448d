package dev.opspilot.manifests;

/** A permission that an app asks for, and the one sentence that says what it is for. */
public record Scope(String name, String why) {}
