/// The words of other languages, and signs.
extension StatusWords {
    /// Whether a word, in lower case, begins or, where a script parts no words, holds one that says that it failed or
    /// was taken back.
    static func isFaultElsewhere(_ word: String) -> Bool {
        faultStems.contains { word.hasPrefix($0) } || unpartedFaults.contains { word.contains($0) }
    }

    /// Whether all of a status is a word that says that it came to run. Within more words it may be denied in ways that
    /// nobody here knows.
    static func isGoodElsewhere(_ status: String) -> Bool {
        let word = status.lowercased().filter { !$0.isWhitespace }
        return wholes.contains(word)
    }

    private static let faultStems = [
        // German
        "fehler", "fehlgeschlag", "gescheitert", "zurückg", "abgebroch", "abgelehnt", "defekt", "kaputt", "ausstehend",
        // French
        "échec", "échou", "echec", "erreur", "annul", "abandon", "refus", "rejet",
        // Spanish and Portuguese
        "fallid", "falló", "fallo", "falh", "erro", "rechaz", "rejeit", "deshech", "desfeit", "interromp",
        // Italian
        "fallit", "annull", "interrott", "ripristinat", "rifiutat",
        // Dutch
        "mislukt", "fout", "terugg", "geannuleerd", "afgebroken", "geweigerd",
        // Polish
        "niepowodz", "nieudan", "błąd", "błęd", "wycofan", "anulowan", "przerwan", "odrzucon",
        // Russian
        "ошиб", "сбой", "неуда", "откат", "откач", "отмен", "прерван", "отклон",
    ]

    /// Japanese, Chinese and Korean.
    private static let unpartedFaults = [
        "失敗", "失败", "エラー", "ロールバック", "回滚", "回滾", "中止", "中断", "キャンセル", "取消", "取り消", "错误", "錯誤",
        "异常", "異常", "终止", "撤回", "未", "실패", "오류", "롤백", "취소", "중단",
    ]

    private static let wholes: Set<String> = [
        // Signs
        "✅", "✔", "✔️", "✓",
        // German
        "läuft", "aktiv", "inaktiv", "abgelöst", "ersetzt", "erfolgreich", "erfolg", "fertig", "abgeschlossen",
        "veröffentlicht", "bereitgestellt", "ausgeliefert", "ausgerollt", "vorherige", "frühere", "alt",
        // French
        "actif", "active", "inactif", "réussi", "réussie", "succès", "remplacé", "remplacée", "terminé", "terminée",
        "déployé", "déployée", "publié", "publiée",
        // Spanish
        "activo", "activa", "inactivo", "inactiva", "exitoso", "exitosa", "éxito", "reemplazado", "reemplazada",
        "sustituido", "sustituida", "completado", "completada", "desplegado", "desplegada",
        // Portuguese
        "ativo", "ativa", "inativo", "inativa", "sucesso", "substituído", "substituída", "concluído", "concluída",
        "implantado", "implantada",
        // Italian
        "attivo", "attiva", "inattivo", "inattiva", "riuscito", "riuscita", "completato", "completata", "sostituito",
        "sostituita", "distribuito", "distribuita",
        // Dutch
        "actief", "inactief", "geslaagd", "vervangen", "voltooid", "uitgerold",
        // Polish
        "aktywny", "aktywna", "nieaktywny", "nieaktywna", "sukces", "zastąpiony", "zastąpiona", "wdrożony", "wdrożona",
        // Russian
        "активен", "активна", "неактивен", "неактивна", "успешно", "заменён", "заменена", "завершено", "развёрнут",
        // Japanese, Chinese and Korean
        "成功", "完了", "稼働中", "稼動中", "正常", "運用中", "置換済み", "完成", "已完成", "运行中", "運行中", "已替换",
        "已部署", "성공", "완료", "활성", "실행중",
    ]
}
