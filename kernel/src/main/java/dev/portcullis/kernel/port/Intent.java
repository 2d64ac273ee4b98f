package dev.portcullis.kernel.port;

import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.receipt.Receipt;

/** What is about to be done: enough to know, without the outcome, that a model was called. */
public record Intent(Operation operation, Receipt receipt, long bytesIn) {}
