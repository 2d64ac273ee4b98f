package dev.portcullis.kernel;

/** A control where the policy put it: under a name, at a stage, in a mode. */
public record Installed(String name, Stage stage, Mode mode, OnError onError, Control control) {}
